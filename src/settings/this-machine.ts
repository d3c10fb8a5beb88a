const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** Whether an address to listen at can be reached from this machine alone. */
export function isThisMachine(host: string): boolean {
  return LOOPBACK.test(host);
}
