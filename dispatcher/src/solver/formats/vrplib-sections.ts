import { InvariantError } from '@baogong/drizzle/rules/refusal';

/** A VRPLIB file taken apart: header fields by name, sections as rows of numbers. */
export interface VrplibFile {
  readonly fields: ReadonlyMap<string, string>;
  readonly sections: ReadonlyMap<string, readonly (readonly number[])[]>;
}

/** Takes a VRPLIB text apart; what its sections mean is the reader's business. */
export function vrplibSections(text: string): VrplibFile {
  const fields = new Map<string, string>();
  const sections = new Map<string, number[][]>();
  let rows: number[][] | null = null;
  let section = '';
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '') continue;
    if (/^EOF\b/.test(line)) break;
    const field = /^([A-Z_]+)\s*:\s*(.*)$/.exec(line);
    if (field?.[1] !== undefined && field[2] !== undefined) {
      fields.set(field[1], field[2].replace(/^"|"$/g, '').trim());
      rows = null;
    } else if (/^[A-Z_]+_SECTION$/.test(line)) {
      section = line.replace(/_SECTION$/, '');
      rows = [];
      if (sections.has(section)) throw new InvariantError(`${section}_SECTION is there twice`);
      sections.set(section, rows);
    } else if (rows !== null) {
      rows.push(row(line, section));
    } else throw new InvariantError(`the line "${line.slice(0, 60)}" belongs to no section`);
  }
  return { fields, sections };
}

function row(line: string, section: string): number[] {
  const values = line.split(/\s+/).map(Number);
  if (values.some((value) => !Number.isFinite(value)))
    throw new InvariantError(`${section}_SECTION has the line "${line.slice(0, 60)}"; accepted are numbers`);
  return values;
}
