import { type messages, type PGlite, protocol, type QueryOptions, type Results } from '@electric-sql/pglite';

const { serialize } = protocol;

/** A text that was parsed once: what its parameters and columns are. */
interface Described {
  /** Empty for a statement that is parsed anew with every use. */
  readonly name: string;
  readonly parameterTypes: readonly number[];
  readonly columns: readonly Column[];
}

interface Column {
  readonly name: string;
  readonly type: number;
}

type Message = messages.BackendMessage;
type Parse = (text: string, type?: number) => unknown;

/** Each keeps its plan in the database's memory. */
const PREPARED_MAX = 400;
/** Texts seen once; a text with as many parameters as there were rows is seldom seen again and not worth keeping. */
const SEEN_MAX = 2_000;
const EXECUTE = serialize.execute({});
const SYNC = serialize.sync();

/**
 * Statements of the one embedded session, each a single message: PGlite's own `query` sends six and parses the text every
 * time, which costs about eight times as much. A text that comes a second time stays prepared.
 */
export class EmbeddedStatements {
  readonly #pglite: PGlite;
  readonly #prepared = new Map<string, Described>();
  readonly #seen = new Set<string>();
  #names = 0;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  /** One statement with its parameters, bound as text; throws the database's error with its SQLSTATE. */
  async query(text: string, params: readonly unknown[] = [], options: QueryOptions = {}): Promise<Results<never>> {
    const described = this.#prepared.get(text) ?? (await this.#describe(text));
    const values = params.map((value, index) => this.#serialized(value, described.parameterTypes[index] ?? 0));
    const bind = serialize.bind({ statement: described.name, values });
    return this.#results(described.columns, await this.#send([bind, EXECUTE, SYNC]), options);
  }

  /** Statements without parameters, several in one text. */
  async exec(text: string): Promise<void> {
    await this.#send([serialize.query(text)]);
  }

  /** After a change of schema: what was prepared may give other columns now. */
  async forget(): Promise<void> {
    this.#prepared.clear();
    await this.exec('deallocate all');
  }

  async #describe(text: string): Promise<Described> {
    const name = this.#nameFor(text);
    const answer = await this.#send([serialize.parse({ name, text }), serialize.describe({ type: 'S', name }), SYNC]);
    const described = { name, parameterTypes: parameterTypesOf(answer), columns: columnsOf(answer) };
    if (name === '') return described;

    this.#prepared.set(text, described);
    const [oldest] = this.#prepared;
    if (this.#prepared.size > PREPARED_MAX && oldest) {
      this.#prepared.delete(oldest[0]);
      await this.#send([serialize.close({ type: 'S', name: oldest[1].name }), SYNC]);
    }
    return described;
  }

  /** A name from the second time on. */
  #nameFor(text: string): string {
    if (this.#seen.delete(text)) return `s${++this.#names}`;
    this.#seen.add(text);
    const [oldest] = this.#seen;
    if (this.#seen.size > SEEN_MAX && oldest !== undefined) this.#seen.delete(oldest);
    return '';
  }

  #serialized(value: unknown, type: number): string | null {
    if (value === null || value === undefined) return null;
    const serializer = this.#pglite.serializers[type];
    return serializer ? serializer(value) : String(value);
  }

  async #send(parts: readonly Uint8Array[]): Promise<readonly Message[]> {
    const { messages } = await this.#pglite.execProtocol(joined(parts), { syncToFs: false });
    return messages;
  }

  #results(columns: readonly Column[], answer: readonly Message[], options: QueryOptions): Results<never> {
    const parsers = columns.map(({ type }): Parse | undefined => options.parsers?.[type] ?? this.#pglite.parsers[type]);
    const parsed = ({ fields }: messages.DataRowMessage) =>
      columns.map(({ type }, index) => {
        const field = fields[index] ?? null;
        const parser = parsers[index];
        return field === null || !parser ? field : parser(field, type);
      });
    const rows = answer.filter(isRow).map((row) => {
      const values = parsed(row);
      if (options.rowMode === 'array') return values;
      return Object.fromEntries(columns.map(({ name }, index) => [name, values[index]]));
    });
    const fields = columns.map(({ name, type }) => ({ name, dataTypeID: type }));
    return { rows: rows as never[], fields, affectedRows: affectedRowsOf(answer) };
  }
}

function parameterTypesOf(answer: readonly Message[]): number[] {
  const description = answer.find(
    (message): message is messages.ParameterDescriptionMessage => message.name === 'parameterDescription',
  );
  return description?.dataTypeIDs ?? [];
}

function columnsOf(answer: readonly Message[]): Column[] {
  const description = answer.find(
    (message): message is messages.RowDescriptionMessage => message.name === 'rowDescription',
  );
  return description?.fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })) ?? [];
}

function isRow(message: Message): message is messages.DataRowMessage {
  return message.name === 'dataRow';
}

/** `UPDATE 3`, `INSERT 0 3`: the last word counts. */
function affectedRowsOf(answer: readonly Message[]): number {
  const complete = answer.find(
    (message): message is messages.CommandCompleteMessage => message.name === 'commandComplete',
  );
  return Number(/^(?:INSERT|UPDATE|DELETE|MERGE)(?: 0)? (\d+)$/.exec(complete?.text ?? '')?.[1] ?? 0);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
