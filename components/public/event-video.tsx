import type { PublicVideo } from "#lib/events/queries/videos";

/** The video of an event, fetched when somebody plays it; what it shows stands below, for those who do not see or hear it. */
export function EventVideo({ video, poster }: { video: PublicVideo; poster: string }) {
  return (
    <section aria-labelledby="video-title" className="grid max-w-prose gap-4">
      <h2 id="video-title" className="font-semibold text-lg">
        Video
      </h2>
      <figure className="grid gap-2">
        {/* biome-ignore lint/a11y/useMediaCaption: what is seen and heard is written below it */}
        <video
          controls
          preload="none"
          playsInline
          poster={poster}
          aria-label="Video"
          aria-describedby="video-words"
          className="aspect-video w-full rounded-xl border bg-black"
        >
          <source src={`/media/video/${video.id}`} type={video.type} />
        </video>
        <figcaption id="video-words" className="whitespace-pre-line break-words text-muted-foreground text-sm">
          {video.words}
        </figcaption>
      </figure>
    </section>
  );
}
