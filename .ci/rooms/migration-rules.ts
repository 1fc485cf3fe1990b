import { sqlTime } from './content-rules.ts';
import { type Finding, lineAt } from './source.ts';

/** A migration may not give a column a time of its own either. */
export function judgeMigration(path: string, text: string): Finding[] {
  const statements = text.replace(/--.*$/gm, (comment) => ' '.repeat(comment.length));
  const everywhere = new RegExp(sqlTime.source, 'gi');

  return [...statements.matchAll(everywhere)].map((match) => ({
    path,
    line: lineAt(text, match.index),
    rule: 'SQL has no time of its own',
    message: match[0],
  }));
}
