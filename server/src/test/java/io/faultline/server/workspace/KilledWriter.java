package io.faultline.server.workspace;

import io.faultline.geometry.Box;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.workspace.history.Change;
import io.faultline.server.workspace.store.PhotoLedger;
import io.faultline.server.workspace.store.PhotoQuery;
import io.faultline.server.workspace.store.PhotoRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A process that writes into a workspace until it is killed, and says after every call what was
 * answered: {@code photo ID} or {@code edit ID VERSION LEFT}.
 */
final class KilledWriter {
  private KilledWriter() {}

  public static void main(String[] arguments) throws IOException {
    SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[1]));
    try (Workspace workspace =
        Workspace.open(Path.of(arguments[0]), new ModelSlot(), WorkspaceOptions.DEFAULT.quiet())) {
      int crack = workspace.category("crack").id();
      while (true) {
        List<PhotoRow> rows = workspace.list(PhotoQuery.ALL).photos();
        if (rows.isEmpty() || random.nextInt(4) == 0) {
          byte[] photo = bmp(random.nextInt());
          Workspace.Taken taken = workspace.add("a.bmp", new ByteArrayInputStream(photo));
          System.out.println("photo " + taken.photo().orElseThrow().id());
        } else {
          PhotoRow row = rows.get(random.nextInt(rows.size()));
          int left = random.nextInt(8);
          Box box = new Box(left, 0, left + 1, 1);
          PhotoLedger.Result result =
              workspace
                  .edit(row.id(), row.version(), "child", List.of(new Change.Add(crack, box)))
                  .orElseThrow();
          System.out.println(
              "edit " + row.id() + " " + result.photo().row().version() + " " + left);
        }
      }
    }
  }

  /** A bitmap of 9 x 9 pixels of one colour: no native library is loaded for it. */
  private static byte[] bmp(int colour) {
    int side = 9;
    int row = 28;
    ByteBuffer bytes = ByteBuffer.allocate(54 + side * row).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 'B').put((byte) 'M').putInt(bytes.capacity()).putInt(0).putInt(54);
    bytes.putInt(40).putInt(side).putInt(side).putShort((short) 1).putShort((short) 24);
    bytes.putInt(0).putInt(side * row).putInt(2835).putInt(2835).putInt(0).putInt(0);
    bytes.putInt(colour);
    return bytes.array();
  }
}
