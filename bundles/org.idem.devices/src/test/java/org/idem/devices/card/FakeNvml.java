package org.idem.devices.card;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A management library with cards written down; handles are their numbers plus one. */
final class FakeNvml implements Nvml {
    static final int NOT_SUPPORTED = 3;
    static final int VERSION_MISMATCH = 18;

    int initResult;
    String version = "570.86.10";
    int cuda = 12_080;
    boolean knowsProcesses = true;
    int open;
    final List<Card> cards;

    FakeNvml(Card... cards) {
        this.cards = List.of(cards);
    }

    private Card card(Pointer device) {
        return cards.get((int) Pointer.nativeValue(device) - 1);
    }

    private static int put(String text, byte[] into, int length) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length >= length) {
            return INSUFFICIENT_SIZE;
        }
        System.arraycopy(bytes, 0, into, 0, bytes.length);
        return SUCCESS;
    }

    @Override
    public int nvmlInit_v2() {
        open += initResult == SUCCESS ? 1 : 0;
        return initResult;
    }

    @Override
    public int nvmlShutdown() {
        open--;
        return SUCCESS;
    }

    @Override
    public Pointer nvmlErrorString(int error) {
        Memory text = new Memory(64);
        text.setString(0, error == VERSION_MISMATCH ? "Driver/library version mismatch" : "Error", "US-ASCII");
        return text;
    }

    @Override
    public int nvmlSystemGetDriverVersion(byte[] into, int length) {
        return put(version, into, length);
    }

    @Override
    public int nvmlSystemGetCudaDriverVersion_v2(IntByReference into) {
        if (cuda == 0) {
            throw new UnsatisfiedLinkError("nvmlSystemGetCudaDriverVersion_v2");
        }
        into.setValue(cuda);
        return SUCCESS;
    }

    @Override
    public int nvmlDeviceGetCount_v2(IntByReference count) {
        count.setValue(cards.size());
        return SUCCESS;
    }

    @Override
    public int nvmlDeviceGetHandleByIndex_v2(int index, PointerByReference device) {
        device.setValue(new Pointer(index + 1L));
        return SUCCESS;
    }

    @Override
    public int nvmlDeviceGetName(Pointer device, byte[] name, int length) {
        return put(card(device).name(), name, length);
    }

    @Override
    public int nvmlDeviceGetUUID(Pointer device, byte[] uuid, int length) {
        return put(card(device).uuid(), uuid, length);
    }

    @Override
    public int nvmlDeviceGetMemoryInfo(Pointer device, Pointer memory) {
        if (card(device).memory() == 0) {
            return NOT_SUPPORTED;
        }
        memory.setLong(0, card(device).memory());
        memory.setLong(8, card(device).free());
        memory.setLong(16, card(device).memory() - card(device).free());
        return SUCCESS;
    }

    @Override
    public int nvmlDeviceGetCudaComputeCapability(Pointer device, IntByReference major, IntByReference minor) {
        if (card(device).capability() == 0) {
            return NOT_SUPPORTED;
        }
        major.setValue(card(device).capability() / 10);
        minor.setValue(card(device).capability() % 10);
        return SUCCESS;
    }

    @Override
    public int nvmlDeviceGetComputeMode(Pointer device, IntByReference mode) {
        mode.setValue(
                switch (card(device).mode()) {
                    case SHARED -> 0;
                    case PROHIBITED -> 2;
                    case EXCLUSIVE -> 3;
                });
        return SUCCESS;
    }

    @Override
    public int nvmlDeviceGetComputeRunningProcesses_v3(Pointer device, IntByReference count, Pointer processes) {
        if (!knowsProcesses) {
            throw new UnsatisfiedLinkError("nvmlDeviceGetComputeRunningProcesses_v3");
        }
        List<Long> ids = card(device).processes();
        for (int i = 0; i < Math.min(ids.size(), count.getValue()); i++) {
            processes.setInt(24L * i, ids.get(i).intValue());
        }
        boolean fits = ids.size() <= count.getValue();
        count.setValue(ids.size());
        return fits ? SUCCESS : INSUFFICIENT_SIZE;
    }
}
