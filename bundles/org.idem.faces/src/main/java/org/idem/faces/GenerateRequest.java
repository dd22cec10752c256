package org.idem.faces;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * A face set to draw.
 *
 * @param identities to train on
 * @param images in all, shared out evenly over the identities
 * @param out folder that gets the files
 * @param seed of the world that the people live in
 * @param size side of the square pictures in pixels
 * @param pairs of the verification set, half of them of one person
 * @param verifyIdentities other people, whom the verification set shows
 */
public record GenerateRequest(
        int identities, int images, Path out, long seed, int size, int pairs, int verifyIdentities) {

    /** The set that a newcomer gets: 400 people in 20 pictures each, and 1,000 pairs of 200 other people. */
    public static GenerateRequest usual(Path out) {
        return new GenerateRequest(400, 8000, out, 2022, 112, 1000, 200);
    }

    /** What is wrong with the request; empty if it can be drawn. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        check(problems, identities >= 1, "identities", identities + " identities", "At least one is needed");
        check(
                problems,
                images >= identities,
                "images",
                images + " images for " + identities + " identities",
                "images is the number of all pictures together; give at least one for each identity");
        check(
                problems,
                size >= 16 && size <= 1024,
                "size",
                "A side of " + size + " pixels",
                "Give 16 to 1024; 112 is usual");
        check(problems, pairs >= 0, "pairs", pairs + " pairs", "Give 0 for no verification set");
        check(
                problems,
                pairs == 0 || verifyIdentities >= 2,
                "verifyIdentities",
                verifyIdentities + " identities to verify on",
                "Pairs of different people need at least two");
        return problems;
    }

    private static void check(List<Problem> problems, boolean right, String key, String message, String remedy) {
        if (!right) {
            problems.add(Problem.error(null, key, message, remedy));
        }
    }

    void require() {
        List<Problem> problems = problems();
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
    }
}
