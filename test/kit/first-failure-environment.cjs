// The mutants' run only asks whether a test fails: after the first failure of a file its other tests and hooks do not run.
const { TestEnvironment } = require('jest-environment-node')

module.exports = class FirstFailureEnvironment extends TestEnvironment {
  hasFailed = false

  handleTestEvent(event) {
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.hasFailed = true
    if (!this.hasFailed) return
    if (event.name === 'test_start') event.test.mode = 'skip'
    if (event.name === 'run_describe_start') event.describeBlock.mode = 'skip'
  }
}
