package io.faultline.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.faultline.internal.binding.RecordShape;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.settings.SettingsReference;
import io.faultline.internal.training.BaseRateType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * No setting is accepted and then ignored: the library reads every one. Reading the configuration,
 * writing it, checking it and copying it do not count.
 */
class SettingsAreReadTest {
  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(place -> !place.contains("/io/faultline/cli/"))
          .importPackages("io.faultline");

  /** A setting that the configuration accepts and prints, and that nothing else asks for. */
  private record Ignoring(int used, int ignored) {
    Ignoring {
      if (ignored < 0) {
        throw new IllegalArgumentException("ignored is " + ignored);
      }
    }

    Ignoring withIgnored(int value) {
      return new Ignoring(used, value);
    }

    int twice() {
      return 2 * used;
    }
  }

  @Test
  void theLibraryReadsEverySetting() {
    List<String> settings = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (Class<? extends Record> section : sections(PipelineConfig.DEFAULT)) {
      for (RecordComponent component : section.getRecordComponents()) {
        settings.add(component.getName());
        if (!isRead(CLASSES.get(section), component.getName())) {
          ignored.add(section.getSimpleName() + "." + component.getName());
        }
      }
    }
    assertThat(ignored).isEmpty();
    assertThat(settings).hasSizeGreaterThan(SettingsReference.all().size());
  }

  @Test
  void aCheckAndACopyAreNoReading() {
    int read = new Ignoring(1, 2).withIgnored(3).twice();
    JavaClass section =
        new ClassFileImporter()
            .importClasses(SettingsAreReadTest.class, Ignoring.class)
            .get(Ignoring.class);
    assertThat(read).isEqualTo(2);
    assertThat(isRead(section, "used")).isTrue();
    assertThat(isRead(section, "ignored")).isFalse();
  }

  /** The classes of a section and of all sections in it; those of a classifier's settings too. */
  private static Set<Class<? extends Record>> sections(Record section) {
    Set<Class<? extends Record>> found = new LinkedHashSet<>(Set.of(section.getClass()));
    for (Object value : new RecordShape(section.getClass()).values(section)) {
      if (value instanceof Record inner && !inner.getClass().equals(BaseRateType.Options.class)) {
        found.addAll(sections(inner));
      }
    }
    return found;
  }

  /** Whether other classes ask for a component, or for what the record itself makes of it. */
  private static boolean isRead(JavaClass section, String component) {
    Set<JavaCodeUnit> open = new LinkedHashSet<>();
    section
        .getField(component)
        .getAccessesToSelf()
        .forEach(access -> addReader(section, access, open));
    Set<JavaCodeUnit> known = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      JavaCodeUnit reader = open.iterator().next();
      open.remove(reader);
      if (known.add(reader)) {
        for (JavaAccess<?> call : reader.getAccessesToSelf()) {
          if (!call.getOriginOwner().equals(section)) {
            return true;
          }
          addReader(section, call, open);
        }
      }
    }
    return false;
  }

  private static void addReader(JavaClass section, JavaAccess<?> access, Set<JavaCodeUnit> open) {
    JavaCodeUnit reader = access.getOrigin();
    boolean copies =
        reader instanceof JavaMethod method && method.getRawReturnType().equals(section);
    if (reader.isMethod() && !copies && !OF_EVERY_OBJECT.contains(reader.getName())) {
      open.add(reader);
    }
  }
}
