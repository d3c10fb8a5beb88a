import { ITS_COURSE, ITS_MEMBERSHIP, ITS_PERSON } from '../../directory/directory-tables';
import type { EventSelection } from '../../events/event-selections';
import { EVENT, ITS_BODY } from '../../events/event-table';
import { rowSelection } from '../../storage/row-selection';
import type { RecordForm } from './event-record';

const BODY = { relation: ITS_BODY, fields: [] };

/** What to read for a record: what is not written is not read either. */
export function exportSelection(form: RecordForm): EventSelection {
  if (form === 'RAW') return rowSelection(EVENT, [], [BODY]);
  const directory = [
    { relation: ITS_PERSON, fields: form === 'JOINED' ? null : ['id'] },
    { relation: ITS_COURSE, fields: null },
    { relation: ITS_MEMBERSHIP, fields: null },
  ];
  return rowSelection(EVENT, null, form === 'JOINED' ? [...directory, BODY] : directory);
}
