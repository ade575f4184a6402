package io.faultline.internal.crops;

import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.finetuning.TrainingPhoto;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.image.Warp;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.Region;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.ReadablePhotos;
import io.faultline.internal.stage.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads crops, and makes of those of one photo what fine-tuning learns from. */
record LoadedCrops(PhotoCache photos, RunContext context) {

  /** Reads every crop once: one that is damaged must be known before the training begins. */
  ReadablePhotos<CropFolder.Crop, ImageRecord> read(List<CropFolder.Crop> crops) {
    return ReadablePhotos.map(
        context, "reading", "crops", crops, CropFolder.Crop::file, this::read);
  }

  private ImageRecord read(CropFolder.Crop crop) {
    ImageSize size = ImageReader.probe(crop.path());
    ImageRecord record =
        new ImageRecord(0, crop.file(), crop.path(), size.widthPx(), size.heightPx(), List.of());
    Raster unused = photos.get(record);
    return record;
  }

  /** The photos of one side, each with its crops; the box of a crop is its place among them. */
  List<TrainingPhoto> training(
      Map<String, List<CropFolder.Crop>> side, Map<CropFolder.Crop, ImageRecord> records) {
    List<TrainingPhoto> all = new ArrayList<>();
    side.forEach(
        (name, crops) -> {
          List<Region> regions = new ArrayList<>();
          List<ImageRecord> own = new ArrayList<>();
          for (CropFolder.Crop crop : crops) {
            Box place = Box.ofSize(own.size(), 0, 1, 1);
            regions.add(new Region(place, crop.name().iou(), crop.name().label(), false));
            own.add(Objects.requireNonNull(records.get(crop)));
          }
          all.add(
              TrainingPhoto.ofCrops(
                  new LabelledRegions(all.size() + 1L, regions),
                  (box, edge, padding) ->
                      Warp.resize(photos.get(own.get((int) box.x1())), edge, edge)));
        });
    return all;
  }
}
