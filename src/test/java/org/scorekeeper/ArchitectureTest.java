package org.scorekeeper;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house keeps its shape: each room looks only to the rooms on its left, and the heart is plain Java. */
class ArchitectureTest {
    private static final String[] FLOW = {
        "facts",
        "calendar",
        "contract",
        "words",
        "intake",
        "measure",
        "settle",
        "publish",
        "deliver",
        "workspace",
        "nightly",
        "cli"
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.scorekeeper");

    @TestFactory
    java.util.stream.Stream<DynamicTest> a_package_imports_only_packages_to_its_left() {
        return java.util.stream.IntStream.range(0, FLOW.length - 1)
                .mapToObj(i -> DynamicTest.dynamicTest(
                        FLOW[i],
                        () -> noClasses()
                                .that()
                                .resideInAPackage("org.scorekeeper." + FLOW[i] + "..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(Arrays.stream(FLOW, i + 1, FLOW.length)
                                        .map(right -> "org.scorekeeper." + right + "..")
                                        .toArray(String[]::new))
                                .allowEmptyShould(true)
                                .check(CLASSES)));
    }

    @Test
    void the_heart_is_plain_java() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..calendar", "..contract", "..words", "..measure", "..settle", "org.scorekeeper.facts")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "org.apache.poi..",
                        "com.opencsv..",
                        "net.sf.jasperreports..",
                        "java.sql..",
                        "java.nio.file..",
                        "org.postgresql..")
                .check(CLASSES);
    }
}
