package org.idem.data.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;

/** Formats of other trainers that Idem does not read, so that they can be told for what they are. */
enum ForeignFormat {
    BCOLZ(
            "a bcolz array, as InsightFace_Pytorch and face.evoLVe keep verification sets",
            "Give the .bin file that it was made of, such as lfw.bin"),
    LMDB("an LMDB database", "Write its pictures into folders, one for each identity, or into a train.rec"),
    TFRECORD("TensorFlow's TFRecord", "Write its pictures into folders, one for each identity, or into a train.rec"),
    ARCHIVE("an archive", "Unpack it and give the folder"),
    NUMPY("a NumPy array", "Give the .bin file, or a folder of pictures"),
    HDF5("an HDF5 or MATLAB file", "Write its pictures into folders, one for each identity"),
    PARQUET("a Parquet table", "Write its pictures into folders, one for each identity");

    private final String words;
    private final String remedy;

    ForeignFormat(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    /** What a file or folder is, if it is one of these; told by names alone. */
    static Optional<ForeignFormat> of(Path path) {
        return Optional.ofNullable(Files.isDirectory(path) ? folder(path) : file(path));
    }

    private static ForeignFormat folder(Path path) {
        if (isBcolz(path) || holdsBcolz(path)) {
            return BCOLZ;
        }
        return Files.isRegularFile(path.resolve("data.mdb")) ? LMDB : null;
    }

    /** An array is a folder with the folders {@code data} and {@code meta} and a file {@code __attrs__}. */
    private static boolean isBcolz(Path path) {
        return Files.isDirectory(path.resolve("meta"))
                && (Files.exists(path.resolve("__attrs__"))
                        || Files.exists(path.resolve("meta").resolve("storage")));
    }

    private static boolean holdsBcolz(Path path) {
        try (Stream<Path> children = Files.list(path)) {
            return children.limit(100).anyMatch(child -> Files.isDirectory(child) && isBcolz(child));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static ForeignFormat file(Path path) {
        if (FileNames.hasEnding(path, ".mdb", ".lmdb")) {
            return LMDB;
        }
        if (FileNames.hasEnding(path, ".tfrecord", ".tfrecords")) {
            return TFRECORD;
        }
        if (FileNames.hasEnding(path, ".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar")) {
            return ARCHIVE;
        }
        if (FileNames.hasEnding(path, ".npy", ".npz")) {
            return NUMPY;
        }
        if (FileNames.hasEnding(path, ".h5", ".hdf5", ".mat")) {
            return HDF5;
        }
        return FileNames.hasEnding(path, ".parquet") ? PARQUET : null;
    }

    /** What the user is told. */
    InputException problem(Path path) {
        return new InputException(Problem.error(path, "", "This is " + words + ", which Idem does not read", remedy));
    }
}
