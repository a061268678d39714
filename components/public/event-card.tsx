import type { PublicEvent } from "#lib/events/queries";
import { accentColours } from "#lib/organizations/accent";
import { formatMoment, zoneName } from "#lib/time";

/** The picture of an event for other sites: drawn without a browser, so with inline styles and flex boxes alone. */
export function EventCard({ event }: { event: PublicEvent }) {
  const { fill, ink } = accentColours(event.organization.accent);
  const away = ink === "#ffffff" ? "rgba(0,0,0,0.13)" : "rgba(255,255,255,0.2)";
  const name = drawable(event.name);
  const place = event.venue ? `${event.venue.name}, ${event.venue.city}` : "Online";
  return (
    <div
      style={{
        ...box,
        width: "100%",
        height: "100%",
        padding: 72,
        backgroundColor: fill,
        color: ink,
        fontFamily: "Geist",
      }}
    >
      {[220, 380, 540, 700].map((size) => (
        <div
          key={size}
          style={{
            position: "absolute",
            right: 130 - size / 2,
            top: 160 - size / 2,
            width: size,
            height: size,
            borderRadius: size,
            border: `34px solid ${away}`,
          }}
        />
      ))}
      <div style={{ display: "flex", fontSize: 34, fontWeight: 600 }}>{drawable(event.organization.name)}</div>
      <div style={box}>
        <div
          style={{
            display: "flex",
            fontSize: name.length > 40 ? 72 : 96,
            fontWeight: 600,
            lineHeight: 1.08,
            letterSpacing: -2,
          }}
        >
          {name}
        </div>
        <div style={{ display: "flex", marginTop: 28, fontSize: 36 }}>
          {`${formatMoment(event.startsAt, event.zone)} ${zoneName(event.startsAt, event.zone)}`}
        </div>
        <div style={{ display: "flex", marginTop: 8, fontSize: 36 }}>{drawable(place)}</div>
      </div>
    </div>
  );
}

const box = { display: "flex", flexDirection: "column", justifyContent: "space-between" } as const;

/** Signs that the font has; for others the drawing would look for a font elsewhere. */
const drawable = (text: string) =>
  text.replace(/[^\u0020-\u024f\u1e00-\u1eff\u2010-\u2026\u20ac]/gu, "").trim() || "Event";
