package org.idem.data.generate;

/** Which pictures make a verification set: people after those of the training set, every picture used once. */
final class VerificationPlan {
    private final GenerateRequest request;

    VerificationPlan(GenerateRequest request) {
        this.request = request;
    }

    /** Genuine and impostor pairs take turns, so that every fold has half of each. */
    boolean same(int pair) {
        return pair % 2 == 0;
    }

    /** Image {@code index} of the set; pair i has the images 2i and 2i + 1. */
    DrawingCrew.Face face(int index) {
        int pair = index / 2;
        int people = request.verifyIdentities();
        Dice d = Dice.of(request.seed(), pair, 5);
        int first = d.below(people);
        int other = (first + 1 + d.below(people - 1)) % people;
        int person = index % 2 == 0 || same(pair) ? first : other;
        return new DrawingCrew.Face(request.identities() + person, index);
    }
}
