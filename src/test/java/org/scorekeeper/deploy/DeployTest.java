package org.scorekeeper.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code deploy/} offers, looked at by the tools of those who will read it. */
class DeployTest {
    private static final Path DEPLOY = Path.of("deploy");

    @TempDir
    private Path folder = Path.of("");

    /** Kubernetes' own names and kinds of values; what it does not know is refused. */
    private static <T> T kubernetes(String yaml, Class<T> kind) {
        ObjectMapper strict = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                    @Override
                    public Boolean hasAnySetter(Annotated where) {
                        return false;
                    }
                });
        return strict.convertValue(yaml(yaml), kind);
    }

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    @Test
    void the_cron_job_is_one_that_kubernetes_knows() throws IOException {
        String text = Files.readString(DEPLOY.resolve("cronjob.yaml"));

        CronJob job = kubernetes(text, CronJob.class);

        assertThat(job.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
        isConfined(job.getSpec().getJobTemplate().getSpec().getTemplate().getSpec());
        assertThatThrownBy(() -> kubernetes(text.replace("backoffLimit", "backOffLimit"), CronJob.class))
                .as("a slip is found")
                .hasMessageContaining("backOffLimit");
    }

    @Test
    void the_deployment_of_helpers_is_one_that_kubernetes_knows() throws IOException {
        String text = Files.readString(DEPLOY.resolve("worker.yaml"));

        DeploymentSpec helpers = kubernetes(text, Deployment.class).getSpec();

        assertThat(helpers.getSelector().getMatchLabels())
                .as("it finds its own")
                .isEqualTo(helpers.getTemplate().getMetadata().getLabels());
        isConfined(helpers.getTemplate().getSpec());
        // A helper of another release would compute otherwise, and is sent away.
        assertThat(helpers.getTemplate().getSpec().getContainers().get(0).getImage())
                .isEqualTo(kubernetes(Files.readString(DEPLOY.resolve("cronjob.yaml")), CronJob.class)
                        .getSpec()
                        .getJobTemplate()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getImage());
    }

    private static void isConfined(PodSpec pod) {
        Container container = pod.getContainers().get(0);
        assertThat(container.getVolumeMounts().stream().map(VolumeMount::getName))
                .containsExactlyInAnyOrderElementsOf(
                        pod.getVolumes().stream().map(Volume::getName).toList());
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getResources().getLimits()).containsKey("memory");
    }

    @Test
    void the_compose_file_names_nothing_that_is_not_there() throws IOException {
        Map<?, ?> compose = (Map<?, ?>) yaml(Files.readString(DEPLOY.resolve("compose.yaml")));
        Map<?, ?> services = (Map<?, ?>) of(compose, "services");

        for (Object each : services.values()) {
            Map<?, ?> service = (Map<?, ?>) each;
            for (Object secret : (List<?>) of(service, "secrets")) {
                assertThat(names(of(compose, "secrets"))).contains(secret.toString());
            }
            for (Object volume : (List<?>) of(service, "volumes")) {
                String from = volume.toString()
                        .replaceFirst("^\\$\\{[A-Z_]+:-([^}]*)}.*", "$1")
                        .replaceFirst(":.*", "");
                if (from.startsWith(".")) {
                    assertThat(DEPLOY.resolve(from)).exists();
                } else {
                    assertThat(names(of(compose, "volumes"))).contains(from);
                }
            }
            if (service.get("build") instanceof Map<?, ?> build) {
                assertThat(DEPLOY.resolve(of(build, "context").toString())
                                .resolve(of(build, "dockerfile").toString()))
                        .exists();
            }
            if (service.get("depends_on") instanceof Map<?, ?> others) {
                assertThat(names(services)).containsAll(names(others));
            }
        }
    }

    private static Object of(Map<?, ?> block, String key) {
        return Objects.requireNonNull(block.get(key), key);
    }

    private static Set<String> names(Object block) {
        Set<String> names = new TreeSet<>();
        ((Map<?, ?>) block).keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    @Test
    void systemd_finds_nothing_wrong_with_the_units() throws Exception {
        Path analyze = program("systemd-analyze");
        List<String> units = List.of("scorekeeper.service", "scorekeeper.timer", "scorekeeper-worker.service");
        for (String unit : units) {
            // Where it will be installed it is; here the program and its user are not.
            Files.writeString(
                    folder.resolve(unit),
                    Files.readString(DEPLOY.resolve(unit)).replaceAll("ExecStart=\\S+", "ExecStart=/bin/true"));
        }
        assertThat(run(
                        folder,
                        analyze.toString(),
                        "verify",
                        "--man=no",
                        "./scorekeeper.service",
                        "./scorekeeper.timer",
                        "./scorekeeper-worker.service"))
                .isEmpty();
        Files.writeString(
                folder.resolve("scorekeeper.service"),
                Files.readString(folder.resolve("scorekeeper.service")).replace("TimeoutStopSec", "TimeoutStopsSec"));
        assertThat(run(folder, analyze.toString(), "verify", "--man=no", "./scorekeeper.service"))
                .as("a slip is found")
                .contains("TimeoutStopsSec");
    }

    @Test
    void a_linter_finds_nothing_wrong_with_the_dockerfile() throws Exception {
        String named = System.getenv("SCOREKEEPER_TEST_DOCKERFILE_LINTER");
        Path linter = Path.of(named == null ? "node_modules/.bin/dockerfile-utils" : named);
        Assumptions.assumeTrue(
                Files.isExecutable(linter),
                "npm's dockerfile-utils is not there: the Dockerfile is not looked at (see .ci/run)");
        Path dockerfile = DEPLOY.resolve("Dockerfile").toAbsolutePath();

        assertThat(run(folder, linter.toString(), "lint", dockerfile.toString()))
                .isEmpty();
        Path wrong = folder.resolve("Dockerfile");
        Files.writeString(wrong, Files.readString(dockerfile).replace("WORKDIR", "WORKDIRECTORY"));
        assertThat(run(folder, linter.toString(), "lint", wrong.toString()))
                .as("a slip is found")
                .contains("WORKDIRECTORY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy/entrypoint", "deploy/roles.sh", "scorekeeper"})
    void a_shell_can_read_each_script(String script) throws Exception {
        assertThat(run(Path.of("").toAbsolutePath(), "sh", "-n", script)).isEmpty();
    }

    private static Path program(String name) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":", -1))
                .map(place -> Path.of(place).resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> Assumptions.abort(name + " is not there: what it would look at is not looked at"));
    }

    private static String run(Path where, String... command) throws Exception {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(where.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }
}
