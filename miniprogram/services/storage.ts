/**
 * What the phone keeps between starts. Only drafts, keys of unanswered intents and small preferences: losing it must never
 * lose data, so a full or broken storage is survived.
 */
export function readStored<T>(key: string): T | undefined {
  try {
    const value: unknown = wx.getStorageSync(key)
    return value === '' || value === undefined || value === null ? undefined : (value as T)
  } catch {
    return undefined
  }
}

/** @returns whether it was kept. */
export function store(key: string, value: unknown): boolean {
  try {
    wx.setStorageSync(key, value)
    return true
  } catch {
    return false
  }
}

export function forget(key: string): void {
  try {
    wx.removeStorageSync(key)
  } catch {
    // Nothing is lost: an old key is overwritten or ignored later.
  }
}

/** Everything that this phone keeps, when its person is to be forgotten. */
export function forgetAll(): void {
  try {
    wx.clearStorageSync()
  } catch {
    // Nothing in it leads back to the person in the cloud any more.
  }
}
