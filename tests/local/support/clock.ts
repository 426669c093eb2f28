import type { Clock } from "../../../local/aws/core/clock";

/** A clock that stands where it was set. */
export class SetClock implements Clock {
  private time = new Date();

  now(): Date {
    return this.time;
  }

  set(time: Date | string): void {
    this.time = new Date(time);
  }

  move(seconds: number): void {
    this.time = new Date(this.time.getTime() + seconds * 1000);
  }
}
