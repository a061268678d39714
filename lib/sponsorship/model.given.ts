/** The reference: what a sponsor's money may do, with nothing of a ledger in it. Amounts are minor units. */
export class Model {
  state = "pending";
  held = 0;
  frozen = 0;
  released = 0;
  refunded = 0;
  returned = 0;
  approved = [false, false];
  readonly open = [40_000, 60_000];
  dispute = 0;
  banked = false;

  pay = () => this.when(this.state === "pending", () => Object.assign(this, { state: "funded", held: 100_000 }));
  lock = () => this.when(this.state === "funded", () => Object.assign(this, { state: "locked" }));
  deliver = (m: number) => this.when(this.live() && !this.approved[m], () => (this.approved[m] = true));
  release = (m: number, x: number) =>
    this.when(this.live() && this.approved[m] === true && x <= (this.open[m] ?? 0) && x <= this.free(), () =>
      this.out(x, m, true),
    );
  refund = (x: number) =>
    this.when((this.live() || this.state === "funded") && x <= this.free(), () => this.out(x, 0, false));
  giveBack = (x: number) => this.when(x <= this.released - this.returned, () => (this.returned += x));
  disagree = (x: number) =>
    this.when(this.live() && this.dispute === 0 && x <= this.free(), () => {
      this.dispute = x;
      this.freeze(x);
    });
  withdraw = () =>
    this.when(this.dispute > 0, () => {
      this.freeze(-this.dispute);
      this.dispute = 0;
    });
  split = (r: number, f: number) =>
    this.when(this.dispute > 0 && r + f > 0 && r + f <= this.dispute, () => {
      this.withdraw();
      if (r > 0) this.out(r, 0, true);
      if (f > 0) this.out(f, 0, false);
    });
  bank = (x: number) =>
    this.when(!this.banked && this.state !== "pending", () => {
      const taken = Math.min(x, this.free());
      this.banked = true;
      if (this.state === "funded") this.state = "locked";
      this.freeze(taken);
    });

  live = () => this.state === "locked" || this.state === "disputed";
  free = () => this.held - this.frozen;
  private freeze(x: number) {
    this.frozen += x;
    this.settle();
  }
  private settle() {
    if (!["funded", "locked", "disputed"].includes(this.state)) return;
    if (this.held === 0) this.state = this.released > 0 ? "released" : "refunded";
    else if (this.frozen > 0) this.state = "disputed";
    else if (this.state !== "funded") this.state = "locked";
  }
  private out(x: number, first: number, toOrganizer: boolean) {
    this.held -= x;
    if (toOrganizer) this.released += x;
    else this.refunded += x;
    let rest = x;
    for (const m of first === 0 ? [0, 1] : [1, 0]) {
      const part = Math.min(rest, this.open[m] ?? 0);
      this.open[m] = (this.open[m] ?? 0) - part;
      rest -= part;
    }
    this.settle();
  }
  private when(legal: boolean, act: () => unknown): boolean {
    if (legal) act();
    return legal;
  }
}
