import { judge, judgedJson, judgedLines } from './verify/judge.ts';
import {
  NotJudged,
  nameOf,
  plainFault,
  readVerifyArguments,
  VERIFY_USAGE,
  type VerifyArguments,
  withSource,
} from './verify/source.ts';

const VIOLATED = 1;
const CANNOT_RUN = 2;

process.exitCode = await run();

async function run(): Promise<number> {
  try {
    const { source, json } = argumentsGiven();
    if (!json) console.log(`Judging ${nameOf(source)}`);
    const judged = await withSource(source, judge);
    if (json) console.log(judgedJson(judged, nameOf(source)));
    else for (const line of [...judgedLines(judged), judged.passed ? 'Clean.' : 'Not clean.']) console.log(line);
    return judged.passed ? 0 : VIOLATED;
  } catch (error) {
    const plain = plainFault(error);
    console.error(plain ?? error);
    return CANNOT_RUN;
  }
}

function argumentsGiven(): VerifyArguments {
  try {
    return readVerifyArguments(process.argv.slice(2));
  } catch (error) {
    if (error instanceof TypeError) throw new NotJudged(`${error.message}\n\n${VERIFY_USAGE}`, { cause: error });
    throw error;
  }
}
