package org.idem.ui;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.AtomicFiles;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.write.RecordIoWriter;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;

/**
 * A set of any number of images in insightface's layout that needs little disk: one record for each identity, to which the
 * keys of all its images lead.
 */
final class LargeDataset {
    private static final int PICTURES = 64;

    private LargeDataset() {}

    /** Writes it into a folder unless it stands there already; returns its record file. */
    static Path in(Path folder, int images, int identities) throws IOException {
        Path set = folder.resolve("train.rec");
        if (!Files.isRegularFile(set)) {
            Path drawn = Files.createDirectories(folder).resolve("drawn");
            FaceGenerator.generate(new GenerateRequest(8, PICTURES, drawn, 7, 112, 0, 8), Progress.NONE);
            try (ImageDataset pictures = Datasets.openImages(drawn.resolve("train.rec"))) {
                write(folder, pictures, images, identities);
            }
            AtomicFiles.deleteTree(drawn);
        }
        return set;
    }

    private static void write(Path folder, ImageDataset pictures, int images, int identities) throws IOException {
        Path part = folder.resolve("train.rec.part");
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        try (OutputStream rec = new BufferedOutputStream(Files.newOutputStream(part), 1 << 20);
                RecordIoWriter writer = new RecordIoWriter(rec, index, 0)) {
            for (int identity = 0; identity < identities; identity++) {
                writer.image(
                        identity, identity, pictures.image(identity % PICTURES).copy());
            }
            for (int identity = 0; identity < identities; identity++) {
                writer.range(0, first(identity, images, identities), first(identity + 1, images, identities), 0);
            }
            writer.range(0, images + 1L, images + 1L + identities, 1);
        }
        long[] starts = index.toString(StandardCharsets.US_ASCII)
                .lines()
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('\t') + 1)))
                .toArray();
        writeIndex(folder.resolve("train.idx"), starts, images, identities);
        Files.move(part, folder.resolve("train.rec"));
    }

    private static void writeIndex(Path idx, long[] starts, int images, int identities) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(idx), 1 << 20)) {
            for (int identity = 0; identity < identities; identity++) {
                long end = first(identity + 1, images, identities);
                for (long key = first(identity, images, identities); key < end; key++) {
                    line(out, key, starts[identity]);
                }
            }
            for (int identity = 0; identity < identities; identity++) {
                line(out, images + 1L + identity, starts[identities + identity]);
            }
            line(out, 0, starts[2 * identities]);
        }
    }

    private static void line(OutputStream out, long key, long offset) throws IOException {
        out.write((key + "\t" + offset + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Key of an identity's first image. */
    private static long first(int identity, int images, int identities) {
        return 1 + (long) identity * images / identities;
    }
}
