// A hook may start a whole cloud, on a machine that does other things as well.
jest.setTimeout(30_000)
