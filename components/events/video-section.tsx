import { ActButton } from "#components/events/plan-item";
import { NothingYet, PlanHead } from "#components/events/plan-list";
import { VideoUpload } from "#components/events/video-upload";
import { removeVideo } from "#lib/events/actions/videos";
import type { OwnVideo } from "#lib/events/queries/videos";

type Props = { slug: string; eventId: string; video: OwnVideo | null; may: boolean };

/** The video of an event's public page: what it is, another one, or none. */
export function VideoSection({ slug, eventId, video, may }: Props) {
  return (
    <section aria-label="Video">
      <PlanHead
        title="Video"
        text="One video on the event's page. How far visitors watch it is on the event's analytics."
        actions={may ? <VideoUpload slug={slug} eventId={eventId} again={video !== null} /> : null}
      />
      {video ? (
        <figure className="grid max-w-prose gap-2">
          {/* biome-ignore lint/a11y/useMediaCaption: what is seen and heard is written below it */}
          <video
            controls
            preload="none"
            playsInline
            aria-label="Video"
            className="aspect-video w-full rounded-lg border bg-black"
          >
            <source src={`/media/video/${video.id}`} type={video.type} />
          </video>
          <figcaption className="flex flex-wrap items-start justify-between gap-3">
            <span className="whitespace-pre-line break-words text-[0.8125rem] text-muted-foreground">
              {video.words} · {video.type === "video/mp4" ? "MP4" : "WebM"},{" "}
              {Math.max(0.1, video.byteSize / 1048576).toFixed(1)} MB
            </span>
            {may ? (
              <ActButton
                label="Remove the video"
                input={{ id: video.id }}
                act={removeVideo}
                done="The video is removed."
                ask={{
                  title: "Remove the video?",
                  text: "It is gone from the event's page at once, and is not kept. How far people watched it stays.",
                }}
              />
            ) : null}
          </figcaption>
        </figure>
      ) : (
        <NothingYet title="No video yet">
          A short film of last time says more than a page of words. MP4 or WebM, at most 20 MB.
        </NothingYet>
      )}
    </section>
  );
}
