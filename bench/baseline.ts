import { hash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createPool, type Pool, type PoolConnection, type RowDataPacket } from 'mysql2/promise';

// What the gateway is measured against: one hand-written server for one payload, with node:http and mysql2
// alone. It knows its tables and its questions, checks nothing, and answers in the gateway's shape.
// It writes to a table of its own and asks the gateway's. Arguments: database URL, tenant id. Prints its port.

const [url = '', tenant = ''] = process.argv.slice(2);
const pool: Pool = createPool({
  uri: url,
  connectionLimit: 10,
  dateStrings: true,
  timezone: 'Z',
  maxPreparedStatements: 256,
});

pool.on('connection', (connection) => {
  void connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
});

const TABLE = `CREATE TABLE IF NOT EXISTS baseline_event (
  tenant_id varchar(64) NOT NULL,
  id bigint NOT NULL,
  event_id char(36) NOT NULL,
  identity char(43) NOT NULL,
  type varchar(256) NOT NULL,
  action varchar(256) NULL,
  occurred_at datetime(3) NOT NULL,
  person_id varchar(64) NULL,
  course_id varchar(64) NULL,
  raw mediumtext NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE INDEX uq_baseline_identity (tenant_id, identity),
  INDEX ix_baseline_course (tenant_id, course_id, occurred_at),
  INDEX ix_baseline_person (tenant_id, person_id, occurred_at)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin`;

type Row = Record<string, string | null>;
type Body = Record<string, string>;

/** Multi-row statements come in these sizes only, so that each is prepared once. */
const SHAPES = [100, 50, 10, 1];
const COLUMNS = 10;
const ROW = `(${Array(COLUMNS).fill('?').join(', ')})`;
const INSERTS = new Map(SHAPES.map((rows) => [rows, insertOf(rows)]));

interface CaliperEvent {
  id: string;
  type: string;
  action: string;
  eventTime: string;
  actor: { extensions: Record<string, string> };
  group?: { extensions: Record<string, string> };
}

function insertOf(rows: number): string {
  return `INSERT INTO baseline_event
    (tenant_id, id, event_id, identity, type, action, occurred_at, person_id, course_id, raw)
    VALUES ${Array(rows).fill(ROW).join(', ')} ON DUPLICATE KEY UPDATE tenant_id = tenant_id`;
}

type Value = string | number | null;

/** Grows, so that new rows go to the end of the table. */
let lastId = Date.now() * 4096;

function rowOf(event: CaliperEvent): Value[] {
  const raw = JSON.stringify(event);
  return [
    tenant,
    (lastId += 1),
    event.id.slice(-36),
    hash('sha256', raw, 'base64url'),
    event.type,
    event.action,
    event.eventTime.slice(0, 23).replace('T', ' '),
    event.actor.extensions['bb:user.id'] ?? null,
    event.group?.extensions['bb:course.id'] ?? null,
    raw,
  ];
}

async function insert(rows: Value[][]): Promise<number> {
  if (rows.length === 1 || rows.length === 100) return insertIn(pool, rows);
  const connection: PoolConnection = await pool.getConnection();
  try {
    await connection.query('START TRANSACTION');
    const stored = await insertIn(connection, rows);
    await connection.query('COMMIT');
    return stored;
  } catch (error) {
    await connection.query('ROLLBACK');
    throw error;
  } finally {
    connection.release();
  }
}

async function insertIn(on: Pool | PoolConnection, rows: Value[][]): Promise<number> {
  let stored = 0;
  for (let from = 0; from < rows.length;) {
    const size = SHAPES.find((shape) => shape <= rows.length - from) ?? 1;
    const values = rows.slice(from, from + size).flat();
    const [result] = await on.execute(INSERTS.get(size) ?? '', values);
    stored += (result as { affectedRows: number }).affectedRows;
    from += size;
  }
  return stored;
}

async function ingest(envelope: { data: CaliperEvent[] }): Promise<object> {
  const rows = envelope.data.map(rowOf).sort((a, b) => (String(a[3]) < String(b[3]) ? -1 : 1));
  const stored = await insert(rows);
  const duplicates = rows.length - stored;
  const id = randomUUID();
  return {
    ingestCaliper: { id, received: rows.length, stored, duplicates, quarantined: 0, rejected: 0 },
  };
}

async function rows(sql: string, values: (string | number)[]): Promise<Row[]> {
  const [found] = await pool.execute<RowDataPacket[]>(sql, values);
  return found;
}

/** The driver leaves a fraction of zero out. */
const iso = (time: string | null) => {
  const text = time ?? '';
  return `${text.slice(0, 10)}T${text.slice(11)}${text.length === 19 ? '.000' : ''}Z`;
};
const edges = (nodes: object[]) => ({ edges: nodes.map((node) => ({ node })) });
const named = (row: Row, id: string, name: string) =>
  row[id] === null ? null : { id: row[id], name: row[name] };

/** Rows that come one parent after the other, as lists by parent. */
function byParent(found: Row[]): Row[][] {
  const lists: Row[][] = [];
  let parent: string | null = null;
  for (const row of found) {
    if (row['parent'] !== parent) lists.push([]);
    parent = row['parent'] ?? null;
    lists.at(-1)?.push(row);
  }
  return lists;
}

async function courseEvents({ courseId = '' }: Body): Promise<object> {
  const found = await rows(
    `SELECT e.id, e.type, e.action, e.occurred_at AS at, p.id AS pid, p.name AS pname, c.id AS cid,
            c.course_number AS number, c.name AS cname, m.id AS mid, m.roles, m.status
       FROM (SELECT id, type, action, occurred_at, person_id, course_id, membership_id FROM event
              WHERE tenant_id = ? AND course_id = ? ORDER BY occurred_at DESC, id DESC LIMIT 50) e
       LEFT JOIN person p ON p.tenant_id = ? AND p.id = e.person_id
       LEFT JOIN course c ON c.tenant_id = ? AND c.id = e.course_id
       LEFT JOIN membership m ON m.tenant_id = ? AND m.id = e.membership_id
      ORDER BY e.occurred_at DESC, e.id DESC`,
    [tenant, courseId, tenant, tenant, tenant],
  );
  return {
    events: edges(
      found.map((row) => ({
        id: row['id'],
        type: row['type'],
        action: row['action'],
        occurredAt: iso(row['at'] ?? null),
        person: named(row, 'pid', 'pname'),
        course: row['cid'] && {
          id: row['cid'],
          courseNumber: row['number'],
          name: row['cname'],
        },
        membership: row['mid'] && {
          id: row['mid'],
          roles: JSON.parse(row['roles'] ?? '[]') as unknown,
          status: row['status'],
        },
      })),
    ),
  };
}

async function coursesWithEvents(): Promise<object> {
  const found = await rows(
    `SELECT k.parent, k.name, e.id, e.type, e.occurred_at AS at, p.id AS pid, p.name AS pname
       FROM (SELECT c.id AS parent, c.name, x.id
               FROM (SELECT id, name FROM course WHERE tenant_id = ? ORDER BY id LIMIT 20) c
               LEFT JOIN LATERAL (SELECT id FROM event
                      WHERE tenant_id = ? AND course_id = c.id
                      ORDER BY course_id DESC, occurred_at DESC, id DESC LIMIT 10) x ON TRUE) k
       LEFT JOIN event e ON e.tenant_id = ? AND e.id = k.id
       LEFT JOIN person p ON p.tenant_id = ? AND p.id = e.person_id
      ORDER BY k.parent, e.occurred_at DESC, e.id DESC`,
    [tenant, tenant, tenant, tenant],
  );
  const node = (list: Row[]) => ({
    id: list[0]?.['parent'],
    name: list[0]?.['name'],
    events: edges(
      list.flatMap((row) =>
        row['id'] === null
          ? []
          : [
              {
                id: row['id'],
                type: row['type'],
                occurredAt: iso(row['at'] ?? null),
                person: named(row, 'pid', 'pname'),
              },
            ],
      ),
    ),
  });
  return { courses: edges(byParent(found).map(node)) };
}

async function personsWithCourses(): Promise<object> {
  const found = await rows(
    `SELECT p.id AS parent, p.name AS pname, m.id, m.roles, c.id AS cid, c.name AS cname
       FROM (SELECT id, name FROM person WHERE tenant_id = ? ORDER BY id LIMIT 100) p
       LEFT JOIN LATERAL (SELECT id, roles, course_id FROM membership
              WHERE tenant_id = ? AND person_id = p.id
              ORDER BY person_id, id LIMIT 10) m ON TRUE
       LEFT JOIN course c ON c.tenant_id = ? AND c.id = m.course_id
      ORDER BY p.id, m.id`,
    [tenant, tenant, tenant],
  );
  const node = (list: Row[]) => ({
    id: list[0]?.['parent'],
    name: list[0]?.['pname'],
    memberships: edges(
      list.flatMap((row) =>
        row['id'] === null
          ? []
          : [
              {
                id: row['id'],
                roles: JSON.parse(row['roles'] ?? '[]') as unknown,
                course: named(row, 'cid', 'cname'),
              },
            ],
      ),
    ),
  });
  return { persons: edges(byParent(found).map(node)) };
}

async function eventWithText({ id = '', identity = '' }: Body): Promise<object> {
  const [row] = await rows('SELECT raw FROM baseline_event WHERE tenant_id = ? AND identity = ?', [
    tenant,
    identity,
  ]);
  return { event: row ? { id, rawText: row['raw'] } : null };
}

async function activity({ courseId = '', from = '', to = '' }: Body): Promise<object> {
  const sqlTime = (text: string) => text.slice(0, 23).replace('T', ' ');
  const found = await rows(
    `SELECT DATE(occurred_at) AS day, action_term AS action, COUNT(*) AS count, COUNT(DISTINCT person_id) AS persons
       FROM event WHERE tenant_id = ? AND course_id = ? AND occurred_at >= ? AND occurred_at < ?
      GROUP BY day, action_term ORDER BY day, action_term`,
    [tenant, courseId, sqlTime(from), sqlTime(to)],
  );
  return {
    activity: found.map((row) => ({
      start: `${row['day'] ?? ''}T00:00:00.000Z`,
      count: row['count'],
      persons: row['persons'],
      action: row['action'],
    })),
  };
}

const ROUTES: Record<string, (body: never) => Promise<object>> = {
  '/ingest': ingest,
  '/course-events': courseEvents,
  '/courses': coursesWithEvents,
  '/persons': personsWithCourses,
  '/event': eventWithText,
  '/activity': activity,
};

async function read(request: IncomingMessage): Promise<never> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as never;
}

const server = createServer((request, response) => {
  const route = ROUTES[request.url ?? ''];
  const answer = async () => JSON.stringify({ data: await route?.(await read(request)) });
  answer().then(
    (text) => {
      const length = Buffer.byteLength(text);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
      response.end(text);
    },
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.keepAliveTimeout = 60_000;
void pool.query(TABLE).then(() => {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.stdout.write(`${typeof address === 'object' ? (address?.port ?? '') : ''}\n`);
  });
});
