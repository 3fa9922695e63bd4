// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on loopback that takes each connection's first record and answers it with prepared bytes, whatever they are. */
final class OddTlsServer implements AutoCloseable {

    private static final int LARGEST_RECORD = 16_384;

    /** What is done with a connection once its first record was read. */
    @FunctionalInterface
    interface Answer {
        void to(Socket client) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private volatile Answer answer;

    OddTlsServer(Answer answer) throws IOException {
        this.answer = answer;
        clients.execute(this::accept);
    }

    /** Answers with these bytes and closes. */
    static Answer bytes(byte[] bytes) {
        return client -> {
            client.getOutputStream().write(bytes);
            client.getOutputStream().flush();
        };
    }

    void answer(Answer next) {
        answer = next;
    }

    String address() {
        return "https://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                clients.execute(() -> serve(client));
            } catch (IOException closed) {
                // Closed by the test, which ends the loop.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            byte[] header = in.readNBytes(5);
            if (header.length == 5) {
                in.readNBytes(Byte.toUnsignedInt(header[3]) << 8 | Byte.toUnsignedInt(header[4]));
            }
            answer.to(client);
            client.shutdownOutput();
            // Read to the end, so that what was sent is not cut off by a reset.
            in.readAllBytes();
        } catch (IOException gone) {
            // The client has seen enough; what it made of it is what the test looks at.
            return;
        }
    }

    /** The part of a TLS 1.2 handshake that tells the certificate, RFC 5246, 7.4: a hello, the chain, and that this is all. */
    static byte[] handshake(int version, byte[]... chain) {
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        put(hello, 2, version);
        hello.writeBytes(new byte[32]);
        put(hello, 1, 0);
        // TLS_RSA_WITH_AES_128_CBC_SHA: no key exchange message stands between certificate and end.
        put(hello, 2, 0x002f);
        put(hello, 1, 0);
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (byte[] certificate : chain) {
            put(list, 3, certificate.length);
            list.writeBytes(certificate);
        }
        ByteArrayOutputStream certificates = new ByteArrayOutputStream();
        put(certificates, 3, list.size());
        certificates.writeBytes(list.toByteArray());
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        message(messages, 2, hello.toByteArray());
        message(messages, 11, certificates.toByteArray());
        message(messages, 14, new byte[0]);
        return records(22, version, messages.toByteArray());
    }

    static byte[] records(int type, int version, byte[] content) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int from = 0; from < content.length; from += LARGEST_RECORD) {
            byte[] part = Arrays.copyOfRange(content, from, Math.min(content.length, from + LARGEST_RECORD));
            put(records, 1, type);
            put(records, 2, version);
            put(records, 2, part.length);
            records.writeBytes(part);
        }
        return records.toByteArray();
    }

    private static void message(ByteArrayOutputStream to, int type, byte[] body) {
        put(to, 1, type);
        put(to, 3, body.length);
        to.writeBytes(body);
    }

    private static void put(ByteArrayOutputStream to, int bytes, int value) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            to.write(value >> shift);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        clients.shutdownNow();
    }
}
