/**
 * When people last used the mini program, as WeChat knows it: content checks are refused for those who were away for
 * more than two hours. Not kept across restarts; a restart counts as a visit of everyone.
 */
export class Visits {
  private readonly last = new Map<string, number>()
  private readonly startedAt: number

  constructor(private readonly now: () => number) {
    this.startedAt = now()
  }

  record(openid: string): void {
    this.last.set(openid, this.now())
  }

  /** Ms since a person's last visit. */
  ago(openid: string): number {
    return this.now() - (this.last.get(openid) ?? this.startedAt)
  }
}
