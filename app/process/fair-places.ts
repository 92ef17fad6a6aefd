/** Places for work that many want to do at once, shared so that no one takes them all. */
export interface FairPlaces {
  /**
   * Does the work when there is a place, at the latest after `waitMs`.
   *
   * @throws {NoPlace} when too many wait already, or it took too long.
   */
  use<T>(owner: string, work: () => Promise<T>): Promise<T>;
}

export interface FairPlacesOptions {
  readonly total: number;
  /** Of those, how many one owner may hold. */
  readonly perOwner: number;
  /** How many of one owner may wait. */
  readonly waitingPerOwner: number;
  readonly waitMs: number;
}

export class NoPlace extends Error {
  override readonly name = "NoPlace";
}

interface Waiter {
  readonly owner: string;
  readonly begin: () => void;
}

export function fairPlaces({ total, perOwner, waitingPerOwner, waitMs }: FairPlacesOptions): FairPlaces {
  const held = new Map<string, number>();
  let taken = 0;
  const waiters = new Set<Waiter>();

  const of = (owner: string) => held.get(owner) ?? 0;
  const hasPlace = (owner: string) => taken < total && of(owner) < perOwner;

  function take(owner: string): void {
    taken += 1;
    held.set(owner, of(owner) + 1);
  }

  function giveBack(owner: string): void {
    taken -= 1;
    if (of(owner) === 1) held.delete(owner);
    else held.set(owner, of(owner) - 1);
    for (const waiter of waiters) {
      if (!hasPlace(waiter.owner)) continue;
      waiters.delete(waiter);
      take(waiter.owner);
      waiter.begin();
    }
  }

  function placeFor(owner: string): Promise<void> {
    if (hasPlace(owner)) {
      take(owner);
      return Promise.resolve();
    }
    const waiting = [...waiters].filter((waiter) => waiter.owner === owner).length;
    if (waiting >= waitingPerOwner) return Promise.reject(new NoPlace(`${waiting} already wait`));
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        owner,
        begin() {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        waiters.delete(waiter);
        reject(new NoPlace(`no place came free in ${waitMs} ms`));
      }, waitMs);
      waiters.add(waiter);
    });
  }

  return {
    async use(owner, work) {
      await placeFor(owner);
      try {
        return await work();
      } finally {
        giveBack(owner);
      }
    },
  };
}
