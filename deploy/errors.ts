/** Something that the person who deploys can put right: what is wrong, and how. */
export class DeployError extends Error {
  constructor(
    what: string,
    /** What to do, in one sentence. */
    readonly how: string,
  ) {
    super(what)
    this.name = 'DeployError'
  }
}
