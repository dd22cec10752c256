package org.idem.train.collective.mpi;

/**
 * Parts of a piece of memory, one of each process.
 *
 * @param counts numbers in each
 * @param starts where each begins, in numbers
 */
record Parts(int[] counts, int[] starts) {

    /** Parts that follow each other. */
    static Parts of(int... counts) {
        int[] starts = new int[counts.length];
        for (int i = 1; i < counts.length; i++) {
            starts[i] = Math.addExact(starts[i - 1], counts[i - 1]);
        }
        return new Parts(counts, starts);
    }

    /** As many in each. */
    static Parts equal(int processes, int each) {
        int[] counts = new int[processes];
        java.util.Arrays.fill(counts, each);
        return of(counts);
    }

    /** A piece of memory divided as evenly as it goes. */
    static Parts divide(int length, int processes) {
        int[] counts = new int[processes];
        for (int i = 0; i < processes; i++) {
            counts[i] = (int) ((long) length * (i + 1) / processes - (long) length * i / processes);
        }
        return of(counts);
    }

    int count(int process) {
        return counts[process];
    }

    int start(int process) {
        return starts[process];
    }

    /** Numbers in all. */
    int total() {
        int last = counts.length - 1;
        return starts[last] + counts[last];
    }
}
