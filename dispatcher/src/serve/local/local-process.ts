import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { childEnvironment } from '../config.ts';
import { NotServed } from '../not-served.ts';
import { endLeftover } from './end-leftover.ts';
import { endingWithParent } from './ending-with-parent.ts';

export interface ProcessPlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** An unprivileged user, where we are root and the program refuses to be. */
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly logFile: string;
  /** What a polite end is asked for with. */
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
  /** True as soon as it answers. */
  readonly isReady: () => Promise<boolean>;
  /** For one that has long work to do before. */
  readonly readyMaxMs?: number;
}

const READY_MAX_MS = 60_000;
const READY_LOOK_MS = 50;
const STOP_MAX_MS = 25_000;
const RESTART_PAUSE_MS = 200;
const LOG_SHOWN = 5;
/** One that ends so often before it ever answered will not answer after one start more. */
const FIRST_STARTS_MAX = 3;

/** A program that is kept running: one that ends by itself, or is killed, is started again, as an operator's supervisor would. */
export class LocalProcess {
  readonly #plan: ProcessPlan;
  #child: ChildProcess | undefined;
  #wanted = false;
  #restarting: Promise<void> | undefined;
  #ends = 0;
  restarts = 0;

  constructor(plan: ProcessPlan) {
    this.#plan = plan;
    process.once('exit', () => this.#child?.kill('SIGKILL'));
  }

  get #pidFile(): string {
    return `${this.#plan.logFile}.pid`;
  }

  get name(): string {
    return this.#plan.name;
  }

  /** Of the program as it runs now. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    this.#wanted = true;
    await endLeftover(this.#pidFile);
    this.#launch();
    await this.ready({ startsMax: FIRST_STARTS_MAX });
  }

  /** Waits until the program answers; throws with the end of its log when it does not. */
  async ready({ startsMax = Number.POSITIVE_INFINITY } = {}): Promise<void> {
    const { name, isReady, readyMaxMs = READY_MAX_MS } = this.#plan;
    const deadline = performance.now() + readyMaxMs;
    const endsBefore = this.#ends;
    for (;;) {
      if (!this.#wanted) throw new NotServed(`${name} was stopped before it answered.`);
      if (this.#child && (await isReady().catch(() => false))) return;
      if (this.#ends - endsBefore >= startsMax) {
        throw new NotServed(`${name} ended ${startsMax} times before it answered: ${this.log()}`);
      }
      if (performance.now() > deadline) {
        throw new NotServed(`${name} did not answer within ${readyMaxMs / 1000} s: ${this.log()}`);
      }
      await delay(READY_LOOK_MS);
    }
  }

  /** kill -9; it is started again by itself. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    await this.#restarting;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(this.#plan.stopSignal);
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MAX_MS);
    await gone;
    clearTimeout(late);
    rmSync(this.#pidFile, { force: true });
  }

  #launch(): void {
    const { env, user, logFile } = this.#plan;
    const [command, args] = endingWithParent(this.#plan);
    const log = openSync(logFile, 'a');
    const child = spawn(command, args, {
      env: childEnvironment(env),
      ...user,
      stdio: ['ignore', log, log],
      // A group of its own: Ctrl-C is for us, who end it in good order.
      detached: true,
    });
    closeSync(log);
    if (child.pid !== undefined) writeFileSync(this.#pidFile, String(child.pid));
    // A program that cannot be started at all is found out by whoever waits for it.
    child.once('error', () => undefined);
    child.once('exit', () => this.#ended(child));
    this.#child = child;
  }

  #ended(child: ChildProcess): void {
    if (!this.#wanted || this.#child !== child) return;
    this.#ends++;
    this.#restarting = delay(RESTART_PAUSE_MS).then(() => {
      this.#restarting = undefined;
      if (!this.#wanted) return;
      this.restarts++;
      this.#launch();
    });
  }

  /** The end of what it has written. */
  log(): string {
    const lines = readFileSync(this.#plan.logFile, 'utf8').trim().split('\n');
    return lines.slice(-LOG_SHOWN).join(' | ');
  }
}
