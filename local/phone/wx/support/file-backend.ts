import type { FileBackend, StoredFile } from './files'

const STORE = 'files'

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB cannot be opened'))
  })
}

/** Keeps user files in the browser's IndexedDB, one database per person and mini program. */
export async function openFileBackend(name: string): Promise<FileBackend> {
  const database = await open(name)
  const store = (mode: IDBTransactionMode) => database.transaction(STORE, mode).objectStore(STORE)
  return {
    load: () =>
      new Promise((resolve, reject) => {
        const rows: [string, StoredFile][] = []
        const request = store('readonly').openCursor()
        request.onerror = () => reject(request.error ?? new Error('IndexedDB cannot be read'))
        request.onsuccess = () => {
          const cursor = request.result
          if (!cursor) return resolve(rows)
          rows.push([String(cursor.key), cursor.value as StoredFile])
          cursor.continue()
        }
      }),
    put: (path, file) => void store('readwrite').put(file, path),
    remove: (path) => void store('readwrite').delete(path),
  }
}
