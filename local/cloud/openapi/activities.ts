import { randomBytes } from 'node:crypto'
import { Journal } from '../../world/journal'

/** Life of an activity id: a card made with it can be updated for a day. */
const LIFE_SECONDS = 24 * 60 * 60

/** A dynamic card's state: 0 not started, 1 started, which is final. */
interface Activity {
  id: string
  /** Epoch seconds. */
  expiresAt: number
  state: number
}

/** The activities behind dynamic cards, kept across restarts. */
export class Activities {
  private readonly byId = new Map<string, Activity>()
  private readonly journal: Journal<Activity>

  constructor(
    file: string,
    private readonly now: () => number,
  ) {
    this.journal = new Journal(file)
    for (const activity of this.journal.entries) this.byId.set(activity.id, activity)
    const live = [...this.byId.values()].filter((activity) => !this.isExpired(activity))
    if (live.length < this.journal.entries.length) this.journal.rewrite(live)
  }

  create(): Activity {
    const expiresAt = Math.floor(this.now() / 1000) + LIFE_SECONDS
    const activity = { id: randomBytes(24).toString('base64url'), expiresAt, state: 0 }
    this.keep(activity)
    return activity
  }

  find(id: unknown): Activity | undefined {
    return typeof id === 'string' ? this.byId.get(id) : undefined
  }

  setState(activity: Activity, state: number): void {
    this.keep({ ...activity, state })
  }

  isExpired(activity: Activity): boolean {
    return activity.expiresAt * 1000 < this.now()
  }

  close(): void {
    this.journal.close()
  }

  private keep(activity: Activity): void {
    this.journal.append(activity)
    this.byId.set(activity.id, activity)
  }
}
