// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.model.run.FailureCode;

class FileSecretStoreTest {

    @TempDir
    Path temporary;

    @Test
    void keepsASecretForThisUserOnly() throws IOException {
        SecretStore store = store();

        String reference = store.put("kubeconfig/demo/one", "first".getBytes(UTF_8));
        store.put("kubeconfig/demo/one", "second".getBytes(UTF_8));

        assertThat(reference).isEqualTo("kubeconfig/demo/one");
        assertThat(store.read(reference)).asString(UTF_8).isEqualTo("second");
        assertThat(store.exists(reference)).isTrue();
        Path file = store.file(reference);
        assertThat(permissions(file)).isEqualTo("rw-------");
        for (Path folder = file.getParent(); folder.startsWith(root()); folder = folder.getParent()) {
            assertThat(permissions(folder)).isEqualTo("rwx------");
            try (Stream<Path> inside = Files.list(folder)) {
                assertThat(inside).as("no draft is left in %s", folder).hasSize(1);
            }
        }
    }

    @Test
    void tellsWhatIsNotThere() {
        SecretStore store = store();

        assertThat(store.exists("kubeconfig/none")).isFalse();
        assertFailure(FailureCode.NOT_FOUND, () -> store.read("kubeconfig/none"), "kubeconfig/none");
        assertFailure(FailureCode.NOT_FOUND, () -> store.file("kubeconfig/none"), "kubeconfig/none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../out",
                "a/../../out",
                "/etc/passwd",
                "a//b",
                "a/",
                ".hidden",
                "a/.b",
                "a\\b",
                "a b",
                "a\nb",
                "a\0b"
            })
    void refusesNamesThatCouldLeadOut(String name) {
        SecretStore store = store();

        assertFailure(FailureCode.REFUSED, () -> store.put(name, new byte[] {1}), "cannot name a secret");
        assertFailure(FailureCode.REFUSED, () -> store.read(name), "cannot name a secret");
        assertFailure(FailureCode.REFUSED, () -> store.exists(name), "cannot name a secret");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void doesNotFollowSymbolicLinks() throws IOException {
        SecretStore store = store();
        store.put("kubeconfig/one", new byte[] {1});
        Path outside = Files.createDirectory(
                temporary.resolve("outside"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createSymbolicLink(root().resolve("linked"), outside);
        Path foreign = Files.writeString(temporary.resolve("foreign"), "foreign");
        Files.createSymbolicLink(root().resolve("kubeconfig/link"), foreign);

        assertFailure(FailureCode.MISCONFIGURED, () -> store.put("linked/two", new byte[] {1}), "symbolic link");
        assertThat(outside).isEmptyDirectory();
        assertThat(store.exists("kubeconfig/link")).isFalse();
        store.put("kubeconfig/link", "own".getBytes(UTF_8));
        assertThat(foreign).hasContent("foreign");
    }

    @Test
    void refusesAFolderThatOthersCanEnter() throws IOException {
        SecretStore store = store();
        store.put("kubeconfig/one", new byte[] {1});
        Files.setPosixFilePermissions(root(), PosixFilePermissions.fromString("rwxr-x---"));

        assertFailure(FailureCode.MISCONFIGURED, () -> store.read("kubeconfig/one"), "chmod 700 " + root());
        assertFailure(FailureCode.MISCONFIGURED, () -> store.put("kubeconfig/two", new byte[] {1}), "chmod 700");
    }

    @Test
    void neverShowsAPartOfASecret() throws Exception {
        SecretStore store = store();
        byte[] ones = "1".repeat(200_000).getBytes(UTF_8);
        byte[] twos = "2".repeat(300_000).getBytes(UTF_8);
        store.put("key", ones);
        CountDownLatch reading = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> writer = threads.submit(() -> {
                reading.await();
                for (int i = 0; i < 50; i++) {
                    store.put("key", i % 2 == 0 ? twos : ones);
                }
                return null;
            });
            reading.countDown();
            do {
                assertThat(store.read("key").length).isIn(ones.length, twos.length);
            } while (!writer.isDone());
            writer.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private SecretStore store() {
        return new FileSecretStore(root());
    }

    private Path root() {
        return temporary.resolve("secrets");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void assertFailure(
            FailureCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(ApplicationFailure.class).hasMessageContaining(sentence);
        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, call);
        assertThat(failure.getType()).isEqualTo(code.name());
    }
}
