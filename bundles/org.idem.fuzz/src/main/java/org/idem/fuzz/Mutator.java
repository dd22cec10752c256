package org.idem.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Damages files as broken disks, half transfers, other programs and people with bad intentions do. What it does follows from
 * its seed alone. Not thread-safe.
 */
public final class Mutator {
    private static final int MOST_DAMAGES = 3;

    /** Longer than any sound file of a trial by far, short enough for thousands of trials. */
    private static final int LONGEST = 1 << 20;

    private final Random random;
    private final List<BiFunction<byte[], Random, byte[]>> damages;

    /** A mutator that begins anew with each seed. */
    public Mutator(long seed) {
        random = new Random(seed);
        damages = List.of(
                BinaryDamage::cut,
                BinaryDamage::extended,
                BinaryDamage::flipped,
                BinaryDamage::flipped,
                BinaryDamage::noise,
                BinaryDamage::filled,
                BinaryDamage::without,
                BinaryDamage::repeated,
                BinaryDamage::exchanged,
                BinaryDamage::withNumber,
                BinaryDamage::withNumber,
                TextDamage::withOtherValue,
                TextDamage::withOtherValue,
                TextDamage::withOtherNumber,
                TextDamage::withOtherNumber,
                TextDamage::withMark,
                TextDamage::withOtherLines,
                TextDamage::nested,
                TextDamage::encoded);
    }

    /** A copy of sound bytes with one to three damages, at most a mebibyte longer than they are. */
    public byte[] mutate(byte[] sound) {
        byte[] damaged = sound.clone();
        for (int left = 1 + random.nextInt(MOST_DAMAGES); left > 0; left--) {
            damaged = damages.get(random.nextInt(damages.size())).apply(damaged, random);
        }
        return damaged.length > sound.length + LONGEST ? Arrays.copyOf(damaged, sound.length + LONGEST) : damaged;
    }

    /** One of several, such as the file that is damaged next. */
    public <T> T choose(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    /** Whether what happens once in so many times happens now. */
    public boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }
}
