package org.idem.devices.card;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks the driver by its management library. What a driver is too old to know, or a card does not tell (as some do within
 * containers), is left out; only a library that does not answer at all makes the report a broken one.
 */
public final class NvmlDriver implements CardDriver {
    private static final String LIBRARY = "libnvidia-ml.so.1";
    private static final int TEXT = 96;
    private static final int PROCESSES = 64;
    private static final int PROCESS_BYTES = 24;

    private final Supplier<Nvml> library;

    /** The driver of this machine. */
    public NvmlDriver() {
        this(() -> Native.load(LIBRARY, Nvml.class));
    }

    /** A driver whose library is loaded when it is asked; a {@link LinkageError} says that there is none. */
    NvmlDriver(Supplier<Nvml> library) {
        this.library = library;
    }

    @Override
    public DriverReport report() {
        Nvml nvml;
        try {
            nvml = library.get();
        } catch (LinkageError e) {
            return DriverReport.missing();
        }
        int begun = nvml.nvmlInit_v2();
        if (begun != Nvml.SUCCESS) {
            return DriverReport.broken(error(nvml, begun));
        }
        try {
            return report(nvml);
        } finally {
            nvml.nvmlShutdown();
        }
    }

    private static DriverReport report(Nvml nvml) {
        IntByReference count = new IntByReference();
        int counted = nvml.nvmlDeviceGetCount_v2(count);
        if (counted != Nvml.SUCCESS) {
            return DriverReport.broken(error(nvml, counted));
        }
        List<Card> cards = new ArrayList<>();
        for (int index = 0; index < count.getValue(); index++) {
            PointerByReference handle = new PointerByReference();
            if (nvml.nvmlDeviceGetHandleByIndex_v2(index, handle) == Nvml.SUCCESS) {
                cards.add(card(nvml, index, handle.getValue()));
            }
        }
        IntByReference cuda = new IntByReference();
        boolean known = optional(() -> nvml.nvmlSystemGetCudaDriverVersion_v2(cuda));
        return new DriverReport(
                DriverReport.State.WORKS,
                text(bytes -> nvml.nvmlSystemGetDriverVersion(bytes, bytes.length)),
                known ? cuda.getValue() : 0,
                cards,
                null);
    }

    private static Card card(Nvml nvml, int index, Pointer handle) {
        String uuid = text(bytes -> nvml.nvmlDeviceGetUUID(handle, bytes, bytes.length));
        String name = text(bytes -> nvml.nvmlDeviceGetName(handle, bytes, bytes.length));
        long total = 0;
        long free = 0;
        try (Memory memory = new Memory(3L * Long.BYTES)) {
            if (optional(() -> nvml.nvmlDeviceGetMemoryInfo(handle, memory))) {
                total = memory.getLong(0);
                free = memory.getLong(Long.BYTES);
            }
        }
        return new Card(
                index,
                uuid,
                name.isEmpty() ? "NVIDIA card" : name,
                total,
                free,
                capability(nvml, handle),
                mode(nvml, handle),
                processes(nvml, handle));
    }

    private static int capability(Nvml nvml, Pointer handle) {
        IntByReference major = new IntByReference();
        IntByReference minor = new IntByReference();
        boolean known = optional(() -> nvml.nvmlDeviceGetCudaComputeCapability(handle, major, minor));
        return known ? 10 * major.getValue() + minor.getValue() : 0;
    }

    private static Card.Mode mode(Nvml nvml, Pointer handle) {
        IntByReference mode = new IntByReference();
        if (!optional(() -> nvml.nvmlDeviceGetComputeMode(handle, mode)) || mode.getValue() == 0) {
            return Card.Mode.SHARED;
        }
        return mode.getValue() == 2 ? Card.Mode.PROHIBITED : Card.Mode.EXCLUSIVE;
    }

    private static List<Long> processes(Nvml nvml, Pointer handle) {
        IntByReference count = new IntByReference(PROCESSES);
        List<Long> ids = new ArrayList<>();
        try (Memory table = new Memory((long) PROCESSES * PROCESS_BYTES)) {
            boolean known = optional(() -> {
                int code = nvml.nvmlDeviceGetComputeRunningProcesses_v3(handle, count, table);
                return code == Nvml.INSUFFICIENT_SIZE ? Nvml.SUCCESS : code;
            });
            for (int i = 0; known && i < Math.min(count.getValue(), PROCESSES); i++) {
                ids.add(Integer.toUnsignedLong(table.getInt((long) i * PROCESS_BYTES)));
            }
        }
        return ids;
    }

    /** A call that puts a text into the bytes. */
    @FunctionalInterface
    private interface TextCall {
        int into(byte[] bytes);
    }

    private static String text(TextCall call) {
        byte[] bytes = new byte[TEXT];
        return optional(() -> call.into(bytes)) ? Native.toString(bytes, "US-ASCII") : "";
    }

    /** Whether a call was answered; an older driver lacks some. */
    private static boolean optional(Supplier<Integer> call) {
        try {
            return call.get() == Nvml.SUCCESS;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static String error(Nvml nvml, int code) {
        Pointer text = nvml.nvmlErrorString(code);
        return text == null ? "error " + code : text.getString(0, "US-ASCII");
    }
}
