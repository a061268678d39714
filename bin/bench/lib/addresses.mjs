const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

/** What is asked of the crowd's lists: the search part of each address. An order comes every five minutes, 288 a day. */
export const addresses = (slug) => ({
  path: `/${slug}/ticketing/orders`,
  lists: {
    list: "",
    filtered: `f.state=refund_due,failed&f.createdAt=${day(400)}..${day(30)}`,
    searched: "q=mira.fischer",
    "by total": "sort=-total",
    // Where somebody is who went on for 2,000 pages: a year back, by the cursor that the page before would have given.
    deep: `after=${Buffer.from(JSON.stringify([`${day(350)} 00:00:00+00`, "ffffffff-ffff-ffff-ffff-ffffffffffff"])).toString("base64url")}`,
  },
  /** 35 days of orders: 10,080 rows. */
  exported: `f.createdAt=${day(40)}..${day(5)}`,
});
