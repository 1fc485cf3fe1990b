import { type Refusal, Unavailable, type Verdict } from '@baogong/drizzle/rules/refusal';
import { accepted, refused } from '@baogong/drizzle/rules/verdict';
import { expect, it } from 'vitest';
import { type InListsOptions, inLists } from './in-lists.ts';

interface Running {
  readonly list: readonly string[];
  answer(): void;
  fail(error: Error): void;
}

/** A counter whose lists wait until they are told to end; each answers with its own name, `no…` is refused. */
function counter(options: Partial<InListsOptions<string, string>> = {}) {
  const running: Running[] = [];
  const ask = inLists<string, string>({
    nameOf: (asked) => asked,
    run: (list) =>
      new Promise((resolve, reject) => {
        const answer = () => resolve(list.map(verdictOf));
        running.push({ list, answer, fail: reject });
      }),
    ...options,
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { ask, running, turn, lists: () => running.map(({ list }) => list) };
}

function verdictOf(asked: string): Verdict<string> {
  return asked.startsWith('no') ? refused('outOfStock') : accepted(`${asked}!`);
}

it('one that comes alone is a list of one, at once', async () => {
  const { ask, running, turn } = counter();
  const answer = ask('a');
  await turn();
  running[0]?.answer();
  expect(await answer).toBe('a!');
});

it('what comes while others are answered is answered together, in order of arrival, each in its own way', async () => {
  const { ask, running, turn, lists } = counter({ listsAtOnce: 1, listMax: 3 });
  const first = ask('a');
  await turn();
  const rest = ['b', 'no', 'c', 'd'].map((asked) => ask(asked).catch((error: Refusal) => error.code));
  await turn();
  expect(lists()).toEqual([['a']]);
  running[0]?.answer();
  await first;
  await turn();
  running[1]?.answer();
  await turn();
  await turn();
  running[2]?.answer();
  expect(await Promise.all(rest)).toEqual(['b!', 'outOfStock', 'c!', 'd!']);
  expect(lists()).toEqual([['a'], ['b', 'no', 'c'], ['d']]);
});

it('two of one name never run at the same time', async () => {
  const { ask, running, turn, lists } = counter();
  const answers = [ask('a'), ask('a'), ask('b')];
  await turn();
  expect(lists()).toEqual([['a', 'b']]);
  running[0]?.answer();
  await turn();
  await turn();
  running[1]?.answer();
  expect(await Promise.all(answers)).toEqual(['a!', 'a!', 'b!']);
  expect(lists()).toEqual([['a', 'b'], ['a']]);
});

it('one that cannot be answered takes no other with it', async () => {
  const { ask, running, turn, lists } = counter({ listsAtOnce: 1 });
  const answers = ['a', 'bad', 'c'].map((asked) => ask(asked).catch((error: Error) => error.message));
  await turn();
  running[0]?.fail(new Error('spoilt'));
  for (let at = 1; at <= 3; at++) {
    await turn();
    await turn();
    if (running[at]?.list[0] === 'bad') running[at]?.fail(new Error('spoilt'));
    else running[at]?.answer();
  }
  expect(await Promise.all(answers)).toEqual(['a!', 'spoilt', 'c!']);
  expect(lists()).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
});

it('a database that does not answer is not asked again for each of a list', async () => {
  const { ask, running, turn, lists } = counter();
  const answers = ['a', 'b'].map((asked) => ask(asked).catch((error: Error) => error.message));
  await turn();
  running[0]?.fail(new Unavailable('down'));
  expect(await Promise.all(answers)).toEqual(['down', 'down']);
  await turn();
  expect(lists()).toHaveLength(1);
});

it('more than may wait are told when to come again', async () => {
  const { ask, turn } = counter({ listsAtOnce: 1, waitingMax: 2 });
  void ask('a');
  await turn();
  void ask('b');
  void ask('c');
  expect(() => ask('d')).toThrow(expect.objectContaining({ code: 'tooManyRequests', details: { retryAfterS: 1 } }));
});
