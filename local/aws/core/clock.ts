/** What time it is on the local AWS; tests move it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The system's time, ahead or behind by the moved amount. */
export class MovableClock implements Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Does work at another time, in seconds from now, and puts the clock back. */
  async at<T>(seconds: number, work: () => Promise<T>): Promise<T> {
    this.offset += seconds * 1000;
    try {
      return await work();
    } finally {
      this.offset -= seconds * 1000;
    }
  }
}
