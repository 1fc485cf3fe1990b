import { posix } from 'node:path';
import { type Program, parseSync, Visitor, type VisitorObject } from 'oxc-parser';

export interface Import {
  /** A path from the root for our own files, else the package's name as written. */
  target: string;
  specifier: string;
  typeOnly: boolean;
  line: number;
}

export interface Source {
  path: string;
  text: string;
  imports: Import[];
  program: Program;
}

export interface Finding {
  path: string;
  line: number;
  rule: string;
  message: string;
}

export function parseSource(path: string, text: string): Source {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);

  const imports: Import[] = [];
  const add = (specifier: string, start: number, typeOnly: boolean): void => {
    imports.push({ target: targetOf(path, specifier), specifier, typeOnly, line: lineAt(text, start) });
  };
  const isTypeOnly = (start: number): boolean => /^(?:import|export)\s+type\b/.test(text.slice(start, start + 40));

  for (const { start, moduleRequest } of module.staticImports) add(moduleRequest.value, start, isTypeOnly(start));
  for (const { start, entries } of module.staticExports) {
    const request = entries[0]?.moduleRequest;
    if (request) add(request.value, start, isTypeOnly(start));
  }
  new Visitor({
    ImportExpression: ({ source, start }) => {
      if (source.type === 'Literal' && typeof source.value === 'string') add(source.value, start, false);
    },
    TSImportType: ({ source, start }) => add(source.value, start, true),
  }).visit(program);

  return { path, text, imports, program };
}

export function visitSource(source: Source, visitor: VisitorObject): void {
  new Visitor(visitor).visit(source.program);
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Suites, shared suites and what they stand on: rules about a room's own imports spare them. */
export function isTest(path: string): boolean {
  return /\.(test|contract|spec|global-setup)\.tsx?$|\/testing\/|\/e2e\//.test(path);
}

function targetOf(path: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier);
  const own = /^@baogong\/([\w-]+)\/(.+)$/.exec(specifier);

  return own ? `${own[1]}/src/${own[2]}.ts` : specifier;
}
