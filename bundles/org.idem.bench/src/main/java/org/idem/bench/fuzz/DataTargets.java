package org.idem.bench.fuzz;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.PairDataset;
import org.idem.data.check.DataCheck;
import org.idem.data.check.DataInfo;
import org.idem.data.format.Datasets;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.write.BinWriter;
import org.idem.data.write.FaceSetWriter;
import org.idem.data.write.RecordIoWriter;
import org.idem.fuzz.FuzzTarget;
import org.idem.fuzz.sample.Pickler;
import org.idem.fuzz.sample.Saved;

/** The readers of image sets and verification sets. */
final class DataTargets {
    private static final List<Class<? extends Exception>> DOCUMENTED =
            List.of(InputException.class, java.io.UncheckedIOException.class);

    private static final int SIDE = 48;

    private DataTargets() {}

    static Stream<FuzzTarget> all() {
        List<FuzzTarget> targets = new ArrayList<>(List.of(
                images("recordio", recordIo(), "train.rec"),
                images("recordio-unindexed", without(recordIo(), "train.idx"), "train.rec"),
                images("list", list(), "train.txt"),
                images("folders", folders(), ""),
                images("list-im2rec", im2rec(), "train.lst"),
                images("recordio-chunks", chunks(), ""),
                excluding("exclude", list(), "train.txt"),
                pairs("pairs-lfw", lfw(), "pairs.txt"),
                pairs("pair-list", pairList(), "pairs.txt"),
                pairs("bin-written", written(), "pairs.bin")));
        for (int protocol = 2; protocol <= 4; protocol++) {
            targets.add(pairs("bin-" + protocol, Map.of("pairs.bin", pickled(protocol, false)), "pairs.bin"));
            targets.add(pairs("bin-numpy-" + protocol, Map.of("pairs.bin", pickled(protocol, true)), "pairs.bin"));
        }
        targets.add(pairs("bin-0", Map.of("pairs.bin", asText()), "pairs.bin"));
        return targets.stream();
    }

    private static FuzzTarget images(String name, Map<String, byte[]> files, String set) {
        return new FuzzTarget(name, files, DOCUMENTED, folder -> {
            Path path = folder.resolve(set);
            try (ImageDataset images = Datasets.openImages(path)) {
                readAll(images);
            }
            DataInfo.info(path);
            DataCheck.inspect(path, Progress.NONE);
        });
    }

    /** The list of keys is damaged as well as the set. */
    private static FuzzTarget excluding(String name, Map<String, byte[]> set, String list) {
        Map<String, byte[]> files = new LinkedHashMap<>(set);
        files.put("exclude.txt", text("# one\na/2.png\n"));
        return new FuzzTarget(name, files, DOCUMENTED, folder -> {
            try (ImageDataset images = Datasets.openImages(folder.resolve(list), null, folder.resolve("exclude.txt"))) {
                readAll(images);
            }
        });
    }

    private static void readAll(ImageDataset images) {
        images.identities();
        images.labelCounts();
        images.notes();
        images.bytes();
        for (int i = 0; i < Math.min(200, images.size()); i++) {
            images.key(i);
            images.offset(i);
            try {
                LabeledImage read = images.read(i);
                ImageDecoder.decode(read.image());
            } catch (DamagedImageException e) {
                Damages.requireKey(e);
            }
        }
    }

    private static FuzzTarget pairs(String name, Map<String, byte[]> files, String set) {
        return new FuzzTarget(name, files, DOCUMENTED, folder -> {
            Path path = folder.resolve(set);
            try (PairDataset pairs = Datasets.openPairs(path)) {
                for (int i = 0; i < Math.min(200, pairs.pairs()); i++) {
                    int pair = i;
                    pairs.same(i);
                    decode(() -> pairs.first(pair));
                    decode(() -> pairs.second(pair));
                }
            }
            DataInfo.info(path);
            DataCheck.check(path, Progress.NONE);
        });
    }

    private interface Picture {
        EncodedImage read();
    }

    private static void decode(Picture picture) {
        try {
            ImageDecoder.decode(picture.read());
        } catch (DamagedImageException e) {
            Damages.requireKey(e);
        }
    }

    private static Map<String, byte[]> recordIo() {
        return SampleFiles.writtenInto(folder -> {
            try (FaceSetWriter writer = new FaceSetWriter(folder, SIDE)) {
                for (int i = 0; i < 6; i++) {
                    writer.add(i / 2, SamplePictures.jpeg());
                }
            }
        });
    }

    private static Map<String, byte[]> without(Map<String, byte[]> files, String name) {
        Map<String, byte[]> fewer = new LinkedHashMap<>(files);
        fewer.remove(name);
        return fewer;
    }

    private static Map<String, byte[]> folders() {
        byte[] png = SamplePictures.of("png", BufferedImage.TYPE_INT_RGB);
        return Map.of("a/1.jpg", SamplePictures.jpeg(), "a/2.png", png, "b/1.jpg", SamplePictures.jpeg());
    }

    private static Map<String, byte[]> list() {
        Map<String, byte[]> files = new LinkedHashMap<>(folders());
        files.put("train.txt", text("a/1.jpg\t0\na/2.png\t0\nb/1.jpg\t1\n"));
        return files;
    }

    private static Map<String, byte[]> pairList() {
        Map<String, byte[]> files = new LinkedHashMap<>(folders());
        files.put("pairs.txt", text("a/1.jpg\ta/2.png\t1\na/1.jpg\tb/1.jpg\t0\na/2.png\tb/1.jpg\t0\n"));
        return files;
    }

    private static Map<String, byte[]> im2rec() {
        Map<String, byte[]> files = new LinkedHashMap<>(folders());
        files.put("train.lst", text("0\t0.000000\ta/1.jpg\n1\t0.000000\ta/2.png\n2\t1.000000\tb/1.jpg\n"));
        return files;
    }

    private static Map<String, byte[]> lfw() {
        byte[] jpeg = SamplePictures.jpeg();
        return Map.of(
                "pairs.txt",
                text("1\t1\nAnn\t1\t2\nAnn\t2\tBob\t1\n"),
                "lfw/Ann/Ann_0001.jpg",
                jpeg,
                "lfw/Ann/Ann_0002.jpg",
                jpeg,
                "lfw/Bob/Bob_0001.jpg",
                jpeg);
    }

    private static Map<String, byte[]> chunks() {
        return SampleFiles.writtenInto(folder -> {
            for (String name : List.of("a", "b")) {
                try (RecordIoWriter writer =
                        new RecordIoWriter(folder.resolve(name + ".rec"), folder.resolve(name + ".idx"))) {
                    for (int i = 0; i < 3; i++) {
                        writer.image(i, i, SamplePictures.jpeg());
                    }
                }
            }
        });
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> written() {
        return SampleFiles.writtenInto(folder -> {
            try (BinWriter writer = new BinWriter(folder.resolve("pairs.bin"))) {
                writer.add(SamplePictures.jpeg(), SamplePictures.jpeg(), true);
                writer.add(SamplePictures.jpeg(), SamplePictures.jpeg(), false);
            }
        });
    }

    private static byte[] pickled(int protocol, boolean numpy) {
        byte[] jpeg = SamplePictures.jpeg();
        Object picture = numpy ? Saved.numpy("u1", jpeg, false, jpeg.length) : jpeg;
        Object[] both = {List.of(picture, picture, picture, picture), List.of(true, false)};
        return Pickler.pickle(protocol, both);
    }

    /** Protocol 0, as Python 2 wrote it: everything is a line of text. */
    private static byte[] asText() {
        StringBuilder jpeg = new StringBuilder("S'");
        for (byte b : SamplePictures.jpeg()) {
            jpeg.append(String.format(java.util.Locale.ROOT, "\\x%02x", b));
        }
        jpeg.append("'\n");
        String pictures = "(lp1\n" + (jpeg + "a").repeat(4);
        return text("(" + pictures + "(lp2\nI01\naI00\natp3\n.");
    }
}
