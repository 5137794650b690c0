/** The sandbox's control API (src/sandbox/README.md): what people do there, its clock and its faults. */
export interface Control {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
}

/** The control API at this address. What it answers is taken as the caller says: it is the other half of this program. */
export function controlOf(url: string): Control {
  return {
    get: async <T>(path: string) => (await (await fetch(`${url}${path}`)).json()) as T,
    post: async <T>(path: string, body: unknown) => {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return (await response.json()) as T
    },
  }
}
