package org.idem.data.inspect;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.Pixels;

/** Images with the same bytes. Keeps eight bytes an image and compares those whose checksums are equal. */
final class DuplicateInspector implements ImageInspector {
    private final long[] checksums;
    private final int[] labels;
    private final BitSet seen = new BitSet();

    DuplicateInspector(int images) {
        this.checksums = new long[images];
        this.labels = new int[images];
    }

    @Override
    public void see(int index, LabeledImage image, Pixels pixels) {
        ByteBuffer bytes = image.image().bytes();
        CRC32 first = new CRC32();
        first.update(bytes.duplicate());
        CRC32C second = new CRC32C();
        second.update(bytes.duplicate());
        checksums[index] = first.getValue() << Integer.SIZE | second.getValue();
        labels[index] = image.label();
        synchronized (seen) {
            seen.set(index);
        }
    }

    /** Whether two images have the same checksum, and so almost certainly the same bytes. */
    boolean isSame(int a, int b) {
        return checksums[a] == checksums[b];
    }

    /** Identity of an image that was seen. */
    int label(int index) {
        return labels[index];
    }

    @Override
    public List<Finding> findings(ImageDataset set, Progress progress) {
        List<DuplicateGroup> groups = new ArrayList<>();
        for (List<Integer> equal : equalChecksums()) {
            progress.checkCancelled();
            split(set, equal).forEach(members -> groups.add(new DuplicateGroup(members, this::label)));
        }
        return DuplicateGroup.findings(groups, set, Unusual.EXACT_DUPLICATE, "The same bytes as ");
    }

    private List<List<Integer>> equalChecksums() {
        long[] sorted = seen.stream().mapToLong(i -> checksums[i]).sorted().toArray();
        Map<Long, List<Integer>> members = new HashMap<>();
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                members.putIfAbsent(sorted[i], new ArrayList<>());
            }
        }
        if (!members.isEmpty()) {
            seen.stream().forEach(i -> {
                List<Integer> group = members.get(checksums[i]);
                if (group != null) {
                    group.add(i);
                }
            });
        }
        return List.copyOf(members.values());
    }

    /** Images of one checksum, apart where their bytes differ after all. */
    private static List<List<Integer>> split(ImageDataset set, List<Integer> indices) {
        Map<ByteBuffer, List<Integer>> groups = new HashMap<>();
        for (int index : indices) {
            try {
                groups.computeIfAbsent(set.image(index).bytes(), bytes -> new ArrayList<>())
                        .add(index);
            } catch (DamagedImageException e) {
                System.getLogger(DuplicateInspector.class.getName())
                        .log(System.Logger.Level.DEBUG, () -> "gone since it was seen: " + e.key());
            }
        }
        return groups.values().stream().filter(group -> group.size() > 1).toList();
    }
}
