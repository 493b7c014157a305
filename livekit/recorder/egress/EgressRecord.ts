import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { EgressInfo, EgressSourceType, EgressStatus, FileInfo } from '@livekit/protocol';
import { isAlive, markOf, type ProcessMark } from '../../../stack/processes.ts';
import { nanoseconds } from '../psrpc/nanoseconds.ts';
import type { Order } from './checkOrder.ts';

interface Stored {
  info: string;
  filepath: string;
  isAudioOnly: boolean;
  processes: ProcessMark[];
}

/** One egress: what LiveKit is told of it, and its folder on disk, where a later process finds both. */
export class EgressRecord {
  readonly info: EgressInfo;
  readonly filepath: string;
  readonly isAudioOnly: boolean;
  readonly folder: string;
  #processes: ProcessMark[] = [];

  private constructor(folder: string, info: EgressInfo, order: Pick<Order, 'filepath' | 'isAudioOnly'>) {
    this.folder = folder;
    this.info = info;
    this.filepath = order.filepath;
    this.isAudioOnly = order.isAudioOnly;
  }

  static create(parent: string, order: Order): EgressRecord {
    const info = new EgressInfo({
      egressId: order.egressId,
      roomId: order.roomId,
      roomName: order.request.roomName,
      sourceType: EgressSourceType.WEB,
      status: EgressStatus.EGRESS_STARTING,
      updatedAt: nanoseconds(),
      request: { case: 'roomComposite', value: order.request },
    });
    const record = new EgressRecord(path.join(parent, order.egressId), info, order);
    record.file = { filename: order.filepath };
    mkdirSync(record.folder, { mode: 0o700 });
    record.save();
    return record;
  }

  /** What an earlier process left in a folder; null where that can't be read. */
  static load(folder: string): EgressRecord | null {
    try {
      const stored = JSON.parse(readFileSync(path.join(folder, 'egress.json'), 'utf8')) as Stored;
      const record = new EgressRecord(folder, EgressInfo.fromJsonString(stored.info), stored);
      record.#processes = stored.processes;
      return record;
    } catch {
      return null;
    }
  }

  get live(): string {
    return path.join(this.folder, 'live.mp4');
  }

  get final(): string {
    return path.join(this.folder, 'final.mp4');
  }

  get profile(): string {
    return path.join(this.folder, 'profile');
  }

  get isOver(): boolean {
    return this.info.status >= EgressStatus.EGRESS_COMPLETE;
  }

  get isFinished(): boolean {
    return existsSync(this.final);
  }

  /** What is known of the file, told in the two places that clients of LiveKit look for it. */
  set file(
    facts: Partial<Pick<FileInfo, 'filename' | 'startedAt' | 'endedAt' | 'duration' | 'size' | 'location'>>,
  ) {
    const file = Object.assign(this.info.fileResults[0] ?? new FileInfo(), facts);
    this.info.fileResults = [file];
    this.info.result = { case: 'file', value: file };
  }

  /** Notes a program that must not outlive this process. */
  watch(pid: number): void {
    const mark = markOf(pid);
    if (mark) this.#processes.push(mark);
    this.save();
  }

  /** Ends what the process that made this record has left running. */
  endProcesses(): void {
    for (const mark of this.#processes) if (isAlive(mark)) process.kill(mark.pid, 'SIGKILL');
    this.#processes = [];
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  save(): void {
    this.info.updatedAt = nanoseconds();
    const stored: Stored = {
      info: this.info.toJsonString(),
      filepath: this.filepath,
      isAudioOnly: this.isAudioOnly,
      processes: this.#processes,
    };
    const file = path.join(this.folder, 'egress.json');
    writeFileSync(`${file}.new`, JSON.stringify(stored), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
