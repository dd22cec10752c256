package org.idem.data.ijb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.io.TextLines;

/**
 * IJB-B or IJB-C on disk: {@code meta} with the lists of the protocol, {@code loose_crop} with the pictures. Thread-safe.
 */
public final class IjbLayout {
    private static final String PICTURES = "loose_crop";
    private static final int FACE_FIELDS = 3;
    private static final int LANDMARK_FIELDS = 12;
    private static final int COORDINATES = 10;
    /** Up to this number a table finds the place of a template. */
    private static final int TABLE = 1 << 24;

    private final Path root;
    private final IjbTarget target;

    private IjbLayout(Path root, IjbTarget target) {
        this.root = root;
        this.target = target;
    }

    /**
     * Finds the layout in a folder, or in the folder in it that is named as the benchmark.
     *
     * @throws InputException if the lists of faces are not there; the message names each that is missing
     */
    public static IjbLayout open(Path root, IjbTarget target) {
        List<Path> places = List.of(root, root.resolve(target.name()));
        for (Path place : places) {
            IjbLayout layout = new IjbLayout(place, target);
            if (layout.missing().isEmpty()) {
                return layout;
            }
        }
        Path place = places.stream()
                .filter(folder -> Files.isDirectory(folder.resolve("meta")))
                .findFirst()
                .orElse(root);
        throw new InputException(new IjbLayout(place, target)
                .missing().stream()
                        .map(file -> Problem.error(
                                file,
                                "--root",
                                "There is no such file",
                                "give the folder that holds meta and " + PICTURES + " of " + target))
                        .toList());
    }

    /** The layout that a folder has, whichever benchmark's; empty if it has none. */
    public static Optional<IjbLayout> find(Path root) {
        return Stream.of(IjbTarget.values())
                .map(target -> new IjbLayout(root, target))
                .filter(layout -> layout.missing().isEmpty())
                .findFirst();
    }

    private List<Path> missing() {
        return Stream.of(faceList(), landmarkList(), pairList())
                .filter(file -> !Files.isRegularFile(file))
                .toList();
    }

    private Path faceList() {
        return meta("_face_tid_mid.txt");
    }

    private Path landmarkList() {
        return meta("_name_5pts_score.txt");
    }

    private Path pairList() {
        return meta("_template_pair_label.txt");
    }

    private Path meta(String ending) {
        return root.resolve("meta").resolve(target.prefix() + ending);
    }

    /** Returns the folder that holds the lists and the pictures. */
    public Path root() {
        return root;
    }

    /** Which of the two it is. */
    public IjbTarget target() {
        return target;
    }

    /** Folder of the pictures. */
    public Path pictures() {
        return root.resolve(PICTURES);
    }

    /**
     * Reads the lists of faces.
     *
     * @throws InputException if a line is malformed, or the lists do not name the same faces in the same order
     */
    public IjbFaces faces() {
        List<String> names = new ArrayList<>();
        IntColumn templates = new IntColumn();
        IntColumn media = new IntColumn();
        TextLines.read(faceList(), (number, line) -> {
            String[] fields = fields(faceList(), number, line, FACE_FIELDS);
            names.add(fields[0]);
            templates.add(whole(faceList(), number, fields[1]));
            media.add(whole(faceList(), number, fields[2]));
        });
        if (names.isEmpty()) {
            throw new InputException(Problem.error(faceList(), "", "No face is in the list", ""));
        }
        double[] landmarks = new double[Math.multiplyExact(COORDINATES, names.size())];
        float[] scores = new float[names.size()];
        readLandmarks(names, landmarks, scores);
        return new IjbFaces(names.toArray(String[]::new), templates.values(), media.values(), landmarks, scores);
    }

    private void readLandmarks(List<String> names, double[] landmarks, float[] scores) {
        int[] at = {0};
        Path file = landmarkList();
        TextLines.read(file, (number, line) -> {
            String[] fields = fields(file, number, line, LANDMARK_FIELDS);
            int face = at[0]++;
            if (face >= names.size() || !fields[0].equals(names.get(face))) {
                String expected = face < names.size() ? names.get(face) : "no more faces";
                throw malformed(
                        file,
                        number,
                        "There is " + fields[0] + " where " + faceList().getFileName() + " has " + expected);
            }
            for (int i = 0; i < COORDINATES; i++) {
                landmarks[face * COORDINATES + i] = number(file, number, fields[1 + i]);
            }
            scores[face] = (float) number(file, number, fields[LANDMARK_FIELDS - 1]);
        });
        if (at[0] != names.size()) {
            throw new InputException(Problem.error(
                    file,
                    "",
                    "There are " + Units.count(at[0]) + " faces where "
                            + faceList().getFileName() + " has " + Units.count(names.size()),
                    "take both files from one release"));
        }
    }

    /**
     * Reads the pairs of the 1:1 protocol.
     *
     * @param faces whose templates they are of
     * @throws InputException if a line is malformed
     */
    public IjbPairs pairs(IjbFaces faces, Progress progress) {
        int[] known = Arrays.stream(faces.templates()).sorted().distinct().toArray();
        List<Integer> ids = new ArrayList<>();
        Arrays.stream(known).forEach(ids::add);
        int[] table = new int[known[known.length - 1] < TABLE ? known[known.length - 1] + 1 : 0];
        Arrays.fill(table, -1);
        for (int i = 0; i < known.length && table.length > 0; i++) {
            table[known[i]] = i;
        }
        Map<Integer, Integer> unknown = new HashMap<>();
        IntColumn first = new IntColumn();
        IntColumn second = new IntColumn();
        IntColumn same = new IntColumn();
        IntegerLines.read(
                pairList(),
                FACE_FIELDS,
                (line, row) -> {
                    if (row[2] > 1) {
                        throw IntegerLines.malformed(pairList(), line, "The label is " + row[2] + ", not 0 or 1");
                    }
                    first.add(place(row[0], known, table, unknown, ids));
                    second.add(place(row[1], known, table, unknown, ids));
                    same.add(row[2]);
                },
                progress);
        return new IjbPairs(List.copyOf(ids), known.length, first.values(), second.values(), flags(same));
    }

    private static int place(int id, int[] known, int[] table, Map<Integer, Integer> unknown, List<Integer> ids) {
        int place = table.length > 0 ? id < table.length ? table[id] : -1 : Arrays.binarySearch(known, id);
        return place >= 0
                ? place
                : unknown.computeIfAbsent(id, key -> {
                    ids.add(key);
                    return ids.size() - 1;
                });
    }

    private static boolean[] flags(IntColumn labels) {
        boolean[] flags = new boolean[labels.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = labels.get(i) != 0;
        }
        return flags;
    }

    /**
     * The galleries of the 1:N protocol.
     *
     * @throws InputException if a file is not there or malformed
     */
    public List<IjbGallery> galleries() {
        return target.galleries().stream()
                .map(name -> gallery(name, meta("_1N_gallery_" + name + ".csv")))
                .toList();
    }

    /**
     * The probes of the 1:N protocol.
     *
     * @throws InputException if the file is not there or malformed
     */
    public IjbGallery probes() {
        return gallery("probe", meta("_1N_probe_mixed.csv"));
    }

    private static IjbGallery gallery(String name, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    Problem.error(file, "--one-to-n", "There is no such file", "leave out --one-to-n, or add it"));
        }
        Map<Integer, Integer> subjects = new LinkedHashMap<>();
        boolean[] headed = {false};
        TextLines.read(file, (number, line) -> {
            String[] fields = line.split(",", -1);
            if (!headed[0]) {
                headed[0] = true; // names of the columns
                return;
            }
            if (fields.length < 2) {
                throw malformed(file, number, "There are fewer than two fields");
            }
            int template = whole(file, number, fields[0].strip());
            int subject = whole(file, number, fields[1].strip());
            Integer before = subjects.putIfAbsent(template, subject);
            if (before != null && before != subject) {
                throw malformed(file, number, "Template " + template + " is person " + before + " and " + subject);
            }
        });
        return new IjbGallery(
                name,
                subjects.keySet().stream().mapToInt(Integer::intValue).toArray(),
                subjects.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private static String[] fields(Path file, int number, String line, int count) {
        StringTokenizer tokens = new StringTokenizer(line, " \t");
        if (tokens.countTokens() != count) {
            throw malformed(file, number, "There are " + tokens.countTokens() + " fields instead of " + count);
        }
        String[] fields = new String[count];
        Arrays.setAll(fields, i -> tokens.nextToken());
        return fields;
    }

    private static int whole(Path file, int number, String field) {
        try {
            int value = Integer.parseInt(field);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw malformed(file, number, "This is no whole number: " + field);
        }
        throw malformed(file, number, "This number is negative: " + field);
    }

    private static double number(Path file, int number, String field) {
        try {
            double value = Double.parseDouble(field);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw malformed(file, number, "This is no number: " + field);
        }
        throw malformed(file, number, "This is no finite number: " + field);
    }

    private static InputException malformed(Path file, int number, String message) {
        return new InputException(new Problem(
                Problem.Severity.ERROR, file, number, 0, "", message, "take the protocol's file as it was published"));
    }
}
