package org.idem.faces;

/**
 * Which pictures make a verification set: people after those of the training set, every picture used once. The two
 * people of an impostor pair look alike at first sight, so that skin, hair or glasses alone do not tell them apart.
 */
final class VerificationPlan {
    /** Among so many strangers the one who looks most alike is taken. */
    private static final int CANDIDATES = 40;

    private final GenerateRequest request;
    private final CoarseAppearance[] people;

    VerificationPlan(GenerateRequest request) {
        this.request = request;
        this.people = new CoarseAppearance[request.verifyIdentities()];
        for (int person = 0; person < people.length; person++) {
            people[person] = CoarseAppearance.of(Traits.of(request.seed(), request.identities() + person));
        }
    }

    /** Genuine and impostor pairs take turns, so that every fold has half of each. */
    boolean same(int pair) {
        return pair % 2 == 0;
    }

    /** Image {@code index} of the set; pair i has the images 2i and 2i + 1. */
    ParallelRenderer.Face face(int index) {
        int pair = index / 2;
        SeededRandom d = SeededRandom.of(request.seed(), pair, 5);
        int first = d.below(people.length);
        int person = index % 2 == 0 || same(pair) ? first : lookAlike(first, d);
        return new ParallelRenderer.Face(request.identities() + person, index);
    }

    private int lookAlike(int first, SeededRandom d) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < CANDIDATES; i++) {
            int other = (first + 1 + d.below(people.length - 1)) % people.length;
            double distance = people[first].distance(people[other]);
            if (distance < least) {
                least = distance;
                best = other;
            }
        }
        return best;
    }
}
