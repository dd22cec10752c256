package org.idem.train.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.io.MappedFile;
import org.idem.data.pickle.PickleException;
import org.idem.train.centers.DiskVersion;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.ElementType;
import org.idem.train.checkpoint.SafetensorsFile;

/**
 * Tensors by name that a training can start from. Files are told apart by their content; they are mapped, and a tensor
 * is read when it is copied.
 */
public final class Weights {
    private static final String PADDLE = ".pdparams";

    private final Path path;
    private final Format format;
    private final List<NamedTensor> tensors;
    private final List<NamedTensor> centers;

    /** Who wrote the file. */
    enum Format {
        IDEM("a checkpoint"),
        SAFETENSORS("safetensors"),
        TORCH("PyTorch"),
        PADDLE("PaddlePaddle");

        private final String label;

        Format(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private Weights(Path path, Format format, List<NamedTensor> tensors, List<NamedTensor> centers) {
        this.path = path;
        this.format = format;
        this.tensors = List.copyOf(tensors);
        this.centers = List.copyOf(centers);
    }

    /**
     * The weights of a checkpoint with its class centers.
     *
     * @throws InputException if it is damaged
     */
    public static Weights of(Checkpoint checkpoint) {
        List<NamedTensor> centers = new ArrayList<>();
        for (Path shard : checkpoint.centersFiles()) {
            DiskVersion version = Checkpoint.version(shard);
            (version == null ? safetensors(shard) : List.of(rows(version)))
                    .stream()
                            .filter(tensor -> tensor.name().equals(Checkpoint.CENTERS_TENSOR))
                            .forEach(centers::add);
        }
        return new Weights(checkpoint.folder(), Format.IDEM, safetensors(checkpoint.weightsFile()), centers);
    }

    private static NamedTensor rows(DiskVersion version) {
        int count = version.shard().count();
        int dim = version.layout().dim();
        return NamedTensor.rowMajor(Checkpoint.CENTERS_TENSOR, new DiskRows(version), ElementType.F32, count, dim);
    }

    /**
     * The weights in a file: safetensors, PyTorch's {@code .pt} or {@code .pth}, or Paddle's {@code .pdparams}. A path
     * without {@code .pdparams} is also taken, as PLSC does, and a folder with one such file. Class centers that PLSC
     * or arcface_torch saved by rank are found beside the file.
     *
     * @throws InputException if there is no such file, it is damaged, or it holds anything but data
     */
    public static Weights open(Path named) {
        Path path = file(named);
        MappedFile file = MappedFile.open(path);
        Format format = file.read(() -> format(file));
        List<NamedTensor> tensors = new ArrayList<>(read(file, format));
        List<NamedTensor> centers = new ArrayList<>();
        for (Path shard : RankFiles.of(path)) {
            read(MappedFile.open(shard), format).stream()
                    .filter(Weights::isCenters)
                    .forEach(centers::add);
        }
        if (centers.isEmpty()) {
            tensors.stream().filter(Weights::isCenters).forEach(centers::add);
        }
        tensors.removeIf(Weights::isCenters);
        return new Weights(path, format, tensors, centers);
    }

    private static boolean isCenters(NamedTensor tensor) {
        return PlscNames.of(tensor.name()).equals(PlscNames.CENTERS);
    }

    private static Path file(Path named) {
        if (Files.isDirectory(named)) {
            return onlyFile(named);
        }
        Path paddle = Path.of(named + PADDLE);
        if (!Files.exists(named) && Files.exists(paddle)) {
            return paddle;
        }
        if (!Files.isRegularFile(named)) {
            throw unreadable(named, "there is no such file");
        }
        return named;
    }

    private static Path onlyFile(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(PADDLE))
                    .filter(file -> !RankFiles.isShard(file))
                    .sorted()
                    .toList();
            if (found.size() == 1) {
                return found.get(0);
            }
            String names = String.join(
                    ", ",
                    found.stream().map(file -> file.getFileName().toString()).toList());
            throw unreadable(
                    folder,
                    found.isEmpty()
                            ? "the folder is no run, no checkpoint and has no " + PADDLE + " file"
                            : "the folder has several: " + names);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    private static Format format(MappedFile file) {
        if (ZipDirectory.isZip(file) || TorchFile.isOld(file)) {
            return Format.TORCH;
        }
        if (startsWithHeader(file)) {
            return Format.SAFETENSORS;
        }
        boolean pickle = file.size() > 1 && (file.get(0) & 0xff) == 0x80 && file.get(1) >= 2 && file.get(1) <= 5;
        return pickle ? Format.PADDLE : Format.SAFETENSORS;
    }

    /**
     * Whether a length that the file can hold is followed by JSON. The low bytes of such a length can be those of a
     * pickle; all eight bytes of a pickle make a length far beyond its file.
     */
    private static boolean startsWithHeader(MappedFile file) {
        if (file.size() <= Long.BYTES) {
            return false;
        }
        long length = file.slice(0, Long.BYTES).getLong(0);
        return length > 0 && length <= file.size() - Long.BYTES && file.get(Long.BYTES) == '{';
    }

    private static List<NamedTensor> read(MappedFile file, Format format) {
        try {
            return file.read(() -> switch (format) {
                case TORCH -> TorchFile.tensors(file);
                case PADDLE -> PaddleFile.tensors(file);
                default -> safetensors(file.path());
            });
        } catch (PickleException e) {
            throw unreadable(file.path(), e.getMessage());
        }
    }

    private static List<NamedTensor> safetensors(Path path) {
        List<NamedTensor> tensors = new ArrayList<>();
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            MappedFile mapped = MappedFile.open(path);
            for (String name : file.names()) {
                long start = file.place(name);
                Storage storage = new Storage.InFile(mapped, start, mapped.size() - start);
                tensors.add(NamedTensor.rowMajor(name, storage, file.type(name), file.shape(name)));
            }
        }
        return tensors;
    }

    static InputException unreadable(Path path, String why) {
        return new InputException(Problem.error(
                path,
                "",
                "These weights cannot be read: " + why,
                "give a safetensors file, a .pdparams file of PLSC, or what torch.save(model.state_dict()) wrote"));
    }

    /** The file, or the checkpoint's folder. */
    public Path path() {
        return path;
    }

    Format format() {
        return format;
    }

    /** All but the class centers. */
    List<NamedTensor> tensors() {
        return tensors;
    }

    /** Class centers in the order of the identities, each part [count, dim]; empty where there are none. */
    List<NamedTensor> centers() {
        return centers;
    }
}
