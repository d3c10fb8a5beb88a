import { ITS_COURSE, ITS_MEMBERSHIP, ITS_PERSON } from '../../directory/directory-tables';
import type { EventSelection } from '../../events/event-selections';
import { EVENT, ITS_TEXT } from '../../events/event-table';
import { rowSelection } from '../../storage/row-selection';
import type { RecordForm } from './event-record';

/** What to read for a record: what is not written is not read either. */
export function exportSelection(form: RecordForm): EventSelection {
  if (form === 'RAW') return rowSelection(EVENT, ['receiptIndex'], ITS_TEXT);
  const directory = [
    { relation: ITS_PERSON, fields: form === 'JOINED' ? null : ['id'] },
    { relation: ITS_COURSE, fields: null },
    { relation: ITS_MEMBERSHIP, fields: null },
  ];
  return rowSelection(EVENT, null, form === 'JOINED' ? [...directory, ...ITS_TEXT] : directory);
}
