/** States and, of each, the events that it takes with the state that follows. */
export type Transitions<State extends string, Event extends string> = {
  readonly [S in State]: { readonly [E in Event]?: State }
}

/** A state machine that the server refuses by and the phone hides by. */
export interface Machine<State extends string, Event extends string> {
  states: readonly State[]
  /** The state that follows, or null when the event does not belong to the state. */
  next(state: State, event: Event): State | null
  can(state: State, event: Event): boolean
}

/** Declares a state machine: `machine({ waiting: { take: 'doing' }, doing: {} })`. */
export function machine<State extends string, Event extends string>(
  transitions: Transitions<State, Event>,
): Machine<State, Event> {
  const next = (state: State, event: Event) => transitions[state][event] ?? null
  return {
    states: Object.keys(transitions) as State[],
    next,
    can: (state, event) => next(state, event) !== null,
  }
}
