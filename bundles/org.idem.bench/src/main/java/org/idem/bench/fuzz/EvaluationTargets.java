package org.idem.bench.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.ijb.IjbLayout;
import org.idem.data.ijb.IjbTarget;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.ImageDecoder;
import org.idem.fuzz.FuzzTarget;
import org.idem.metrics.TarRule;
import org.idem.run.Npy;
import org.idem.verify.figures.AttributeTable;
import org.idem.verify.ijb.IjbProtocol;
import org.idem.verify.ijb.IjbSettings;
import org.idem.verify.ijb.NpyEmbeddings;

/** The readers of benchmarks and of what is known about the people in a set. */
final class EvaluationTargets {
    private static final List<Class<? extends Exception>> DOCUMENTED =
            List.of(InputException.class, UncheckedIOException.class);

    private EvaluationTargets() {}

    static Stream<FuzzTarget> all() {
        return Stream.of(
                new FuzzTarget("ijb-faces", lists(), DOCUMENTED, EvaluationTargets::readFaces),
                new FuzzTarget("ijb-scores", lists(), DOCUMENTED, EvaluationTargets::judge),
                new FuzzTarget(
                        "attributes",
                        Map.of("set.attributes.csv", text("key,identity,race\na/1.jpg,ann,x\nb/1.jpg,bob,\"y\"\n")),
                        DOCUMENTED,
                        folder -> AttributeTable.beside(folder.resolve("set.bin"))
                                .ifPresent(table -> Objects.requireNonNull(table.value("a/1.jpg", "race")))));
    }

    private static Map<String, byte[]> lists() {
        String marks = " 38.3 51.7 73.5 51.5 56.0 71.7 41.5 92.4 70.7 92.2 ";
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("loose_crop/1.jpg", SamplePictures.jpeg());
        files.put("meta/ijbc_face_tid_mid.txt", text("1.jpg 1 1\n1.jpg 2 1\n1.jpg 3 1\n1.jpg 3 2\n"));
        files.put("meta/ijbc_name_5pts_score.txt", text(("1.jpg" + marks + "0.9\n").repeat(4)));
        files.put("meta/ijbc_template_pair_label.txt", text("1 2 1\n1 3 0\n2 3 0\n"));
        files.put("meta/ijbc_1N_gallery_G1.csv", text("TEMPLATE_ID,SUBJECT_ID,FILENAME\n1,7,a\n"));
        files.put("meta/ijbc_1N_gallery_G2.csv", text("TEMPLATE_ID,SUBJECT_ID,FILENAME\n3,8,a\n"));
        files.put("meta/ijbc_1N_probe_mixed.csv", text("TEMPLATE_ID,SUBJECT_ID,FILENAME\n2,7,a\n"));
        files.putAll(SampleFiles.writtenInto(folder ->
                Npy.write(folder.resolve("f.npy"), new float[] {1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0}, 4)));
        return files;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void readFaces(Path folder) throws IOException {
        try (ImageDataset faces = Datasets.openImages(folder)) {
            faces.identities();
            faces.bytes();
            for (int i = 0; i < faces.size(); i++) {
                try {
                    ImageDecoder.decode(faces.read(i).image());
                } catch (DamagedImageException e) {
                    Damages.requireKey(e);
                }
            }
        }
    }

    private static void judge(Path folder) {
        IjbLayout layout = IjbLayout.open(folder, IjbTarget.IJBC);
        try (NpyEmbeddings rows = NpyEmbeddings.open(folder.resolve("f.npy"))) {
            new IjbProtocol(layout, IjbSettings.PUBLISHED, TarRule.NEAREST, 20, true).judge(rows, Progress.NONE);
        }
    }
}
