/** Something that happens at a moment. */
export interface Moment {
  at: number
  run(): Promise<void> | void
}

/** What is going to happen, the soonest first; equal moments in the order in which they were noted. */
export interface Agenda {
  add(at: number, run: Moment['run']): void
  /** Takes out the next moment, unless it is later than `until`. */
  next(until: number): Moment | undefined
}

interface Entry extends Moment {
  order: number
}

const isBefore = (a: Entry, b: Entry): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order)

/** A binary heap. */
export function createAgenda(): Agenda {
  const heap: Entry[] = []
  let order = 0
  const swap = (a: number, b: number): void => {
    ;[heap[a], heap[b]] = [heap[b]!, heap[a]!]
  }
  function rise(index: number): void {
    const parent = (index - 1) >> 1
    if (index === 0 || !isBefore(heap[index]!, heap[parent]!)) return
    swap(index, parent)
    rise(parent)
  }
  function sink(index: number): void {
    const [left, right] = [2 * index + 1, 2 * index + 2]
    let first = index
    if (left < heap.length && isBefore(heap[left]!, heap[first]!)) first = left
    if (right < heap.length && isBefore(heap[right]!, heap[first]!)) first = right
    if (first === index) return
    swap(index, first)
    sink(first)
  }
  return {
    add(at, run) {
      heap.push({ at, run, order: order++ })
      rise(heap.length - 1)
    },
    next(until) {
      const [top] = heap
      if (!top || top.at > until) return undefined
      const last = heap.pop()!
      if (heap.length > 0) {
        heap[0] = last
        sink(0)
      }
      return top
    },
  }
}
