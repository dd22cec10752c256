package org.idem.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.idem.core.AtomicFiles;
import org.idem.core.BoundedFiles;
import org.idem.protocol.Replies;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.protocol.Requests;
import org.idem.run.RunDirectory;

/**
 * What a launcher and the trainer of a run say to each other, as files in the run, because either may end before the
 * other: {@code request.json} and {@code replies.jsonl}. Both are of the latest trainer.
 */
final class TrainRequestFiles {
    /** Each reply of a training is some hundred bytes. */
    private static final int LONGEST = 64 << 20;

    private TrainRequestFiles() {}

    /**
     * Writes the request and takes the replies of an earlier trainer away.
     *
     * @param ranks how many processes will read it
     * @return the file of the request
     */
    static Path write(RunDirectory run, boolean resume, int ranks) {
        Path file = run.path().resolve("request.json");
        AtomicFiles.write(file, Requests.format(new Request.Train(run.path(), resume, replies(run), ranks)));
        try {
            Files.deleteIfExists(replies(run));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + replies(run), e);
        }
        return file;
    }

    /** How the latest trainer said that it ended; empty while it trains, or if it was killed. */
    static Optional<Reply.End> end(RunDirectory run) {
        if (!Files.exists(replies(run))) {
            return Optional.empty();
        }
        try {
            return BoundedFiles.readText(replies(run), LONGEST)
                    .lines()
                    .map(Replies::parse)
                    .flatMap(Optional::stream)
                    .filter(Reply.End.class::isInstance)
                    .map(Reply.End.class::cast)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + replies(run), e);
        }
    }

    private static Path replies(RunDirectory run) {
        return run.path().resolve("replies.jsonl");
    }
}
