/** What federation asks of a request's context. */
export interface FederationContext {
  /** True when the request showed a router's secret: only then may identity headers be believed. */
  readonly fromRouter: boolean;
  /** Whether `_service` and `_entities` are answered: to the router, or to all where the gate is off. */
  readonly mayFederate: boolean;
}
