// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A handshake up to the server's certificate, and no further: nothing is checked, nothing trusted and nothing sent but the first
 * message. So it reads what Java's TLS refuses: certificates without a subject, larger ones than 32 KiB, ones with fields that are
 * odd or double, and servers of old versions.
 */
final class PlainHandshake {

    /** What a sentence begins with of a server that has answered in TLS. */
    static final String SPEAKS = "it speaks TLS";

    /** What a sentence begins with of a server that has answered in something else. */
    static final String NO_TLS = "it does not speak TLS";

    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int FINISHED = 20;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;
    private static final int HEADER = 5;
    private static final int RECORD_LIMIT = 16_384 + 2_048;

    /** Larger ones are nobody's certificates. */
    private static final int MESSAGES_LIMIT = 1 << 20;

    private static final int QUOTED = 40;

    /** RFC 8446, 4.1.3: the random number that makes a ServerHello a request for another hello. */
    private static final byte[] RETRY =
            HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    /** RFC 8446, 6.2, and those of earlier versions. */
    private static final Map<Integer, String> ALERTS = Map.ofEntries(
            Map.entry(0, "close_notify"),
            Map.entry(10, "unexpected_message"),
            Map.entry(20, "bad_record_mac"),
            Map.entry(22, "record_overflow"),
            Map.entry(40, "handshake_failure"),
            Map.entry(42, "bad_certificate"),
            Map.entry(47, "illegal_parameter"),
            Map.entry(48, "unknown_ca"),
            Map.entry(49, "access_denied"),
            Map.entry(50, "decode_error"),
            Map.entry(51, "decrypt_error"),
            Map.entry(70, "protocol_version"),
            Map.entry(71, "insufficient_security"),
            Map.entry(80, "internal_error"),
            Map.entry(86, "inappropriate_fallback"),
            Map.entry(90, "user_canceled"),
            Map.entry(109, "missing_extension"),
            Map.entry(110, "unsupported_extension"),
            Map.entry(112, "unrecognized_name"),
            Map.entry(116, "certificate_required"),
            Map.entry(120, "no_application_protocol"));

    private final Socket socket;
    private final @Nullable String name;
    private final boolean recent;
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private List<KeyShare> keys = List.of();
    private byte[] hello = new byte[0];
    private @Nullable HandshakeSecret secret;
    private int done;

    /**
     * @param name of the server, null where it has an address only
     * @param recent whether TLS 1.3 is offered, or 1.2 and whatever came before it
     */
    PlainHandshake(Socket socket, @Nullable String name, boolean recent) {
        this.socket = socket;
        this.name = name;
        this.recent = recent;
    }

    Shown look() throws IOException {
        try {
            keys = recent ? KeyShare.ofEachGroup() : List.of();
            hello = ClientHello.of(name, keys);
            ByteBuffer record = ByteBuffer.allocate(HEADER + hello.length);
            record.put((byte) HANDSHAKE)
                    .putShort((short) 0x0301)
                    .putShort((short) hello.length)
                    .put(hello);
            socket.getOutputStream().write(record.array());
            socket.getOutputStream().flush();
            return read(new DataInputStream(socket.getInputStream()));
        } catch (GeneralSecurityException | BufferUnderflowException | IllegalArgumentException e) {
            return Shown.trouble(SPEAKS + ", and what it sends cannot be read.");
        }
    }

    private Shown read(DataInputStream in) throws IOException, GeneralSecurityException {
        boolean spoke = false;
        while (messages.size() < MESSAGES_LIMIT) {
            byte[] header = new byte[HEADER];
            int got = in.readNBytes(header, 0, HEADER);
            if (got > 0 && !isTls(header, got)) {
                return Shown.trouble(NO_TLS + ": it answers with \"" + quoted(header, got, in) + "\".");
            }
            int length = Byte.toUnsignedInt(header[3]) << 8 | Byte.toUnsignedInt(header[4]);
            byte[] content = new byte[Math.min(length, RECORD_LIMIT)];
            if (got < HEADER || in.readNBytes(content, 0, content.length) < content.length) {
                return Shown.trouble(
                        spoke || got > 0
                                ? SPEAKS + ", and the connection was closed in the middle of the handshake."
                                : "the connection was closed before any answer.");
            }
            if (length > RECORD_LIMIT) {
                return Shown.trouble(NO_TLS + " as it should: one of its records has " + length + " bytes.");
            }
            spoke = true;
            Shown shown = take(header, content);
            if (shown != null) {
                return shown;
            }
        }
        return Shown.trouble(SPEAKS + ", and its handshake has more than " + MESSAGES_LIMIT + " bytes.");
    }

    private @Nullable Shown take(byte[] header, byte[] content) throws GeneralSecurityException, EOFException {
        int type = header[0];
        byte[] plain = content;
        if (type == APPLICATION_DATA && secret != null) {
            byte[] opened = secret.open(header, content);
            type = opened.length == 0 ? APPLICATION_DATA : opened[opened.length - 1];
            plain = Arrays.copyOf(opened, Math.max(0, opened.length - 1));
        }
        if (type == ALERT && plain.length == 2) {
            // A warning stops nothing, but for the one that closes the connection.
            return plain[0] == 1 && plain[1] != 0
                    ? null
                    : Shown.trouble(SPEAKS + " and refused the handshake (alert " + alert(plain[1]) + ").");
        }
        if (type == CHANGE_CIPHER_SPEC && recent) {
            return null;
        }
        if (type != HANDSHAKE) {
            return Shown.trouble(SPEAKS + ", and sends no certificate in its handshake.");
        }
        messages.writeBytes(plain);
        return chain();
    }

    /** Null as long as more must be read. */
    private @Nullable Shown chain() throws GeneralSecurityException {
        byte[] all = messages.toByteArray();
        while (all.length - done >= 4) {
            int length = Byte.toUnsignedInt(all[done + 1]) << 16
                    | Byte.toUnsignedInt(all[done + 2]) << 8
                    | Byte.toUnsignedInt(all[done + 3]);
            if (length > MESSAGES_LIMIT) {
                return Shown.trouble(SPEAKS + ", and its handshake has more than " + MESSAGES_LIMIT + " bytes.");
            }
            if (all.length - done - 4 < length) {
                return null;
            }
            byte[] body = Arrays.copyOfRange(all, done + 4, done + 4 + length);
            int type = all[done];
            if (type == CERTIFICATE) {
                List<byte[]> chain = certificates(ByteBuffer.wrap(body));
                return chain.isEmpty() ? Shown.trouble("none was shown.") : Shown.chain(chain);
            }
            if (type == SERVER_HELLO_DONE || type == FINISHED) {
                return Shown.trouble(SPEAKS + ", and shows no certificate.");
            }
            if (type == SERVER_HELLO && recent) {
                String trouble = agree(body, Arrays.copyOfRange(all, done, done + 4 + length));
                if (trouble != null) {
                    return Shown.trouble(trouble);
                }
            }
            done += 4 + length;
        }
        return null;
    }

    /** Null when both sides have come to a secret. */
    private @Nullable String agree(byte[] body, byte[] message) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(body);
        in.getShort();
        byte[] random = new byte[32];
        in.get(random);
        if (Arrays.equals(random, RETRY)) {
            return SPEAKS + ", and only with groups of keys that are not known here.";
        }
        skip(in, Byte.toUnsignedInt(in.get()));
        int suite = Short.toUnsignedInt(in.getShort());
        in.get();
        int version = 0;
        byte[] shared = new byte[0];
        ByteBuffer extensions =
                in.remaining() < 2 ? ByteBuffer.allocate(0) : part(in, Short.toUnsignedInt(in.getShort()));
        while (extensions.hasRemaining()) {
            int type = Short.toUnsignedInt(extensions.getShort());
            ByteBuffer extension = part(extensions, Short.toUnsignedInt(extensions.getShort()));
            if (type == SUPPORTED_VERSIONS) {
                version = Short.toUnsignedInt(extension.getShort());
            } else if (type == KEY_SHARE) {
                int group = Short.toUnsignedInt(extension.getShort());
                byte[] theirs = new byte[Short.toUnsignedInt(extension.getShort())];
                extension.get(theirs);
                for (KeyShare key : keys) {
                    if (key.group() == group) {
                        shared = key.agreeWith(theirs);
                    }
                }
            }
        }
        if (version != 0x0304 || shared.length == 0) {
            return SPEAKS + ", and not the version that it was asked for.";
        }
        byte[] hellos = Arrays.copyOf(hello, hello.length + message.length);
        System.arraycopy(message, 0, hellos, hello.length, message.length);
        secret = new HandshakeSecret(suite, shared, hellos);
        return null;
    }

    private List<byte[]> certificates(ByteBuffer in) {
        if (secret != null) {
            skip(in, Byte.toUnsignedInt(in.get()));
        }
        ByteBuffer list = part(in, size(in));
        List<byte[]> chain = new ArrayList<>();
        while (list.hasRemaining()) {
            byte[] certificate = new byte[checked(list, size(list))];
            list.get(certificate);
            chain.add(certificate);
            if (secret != null) {
                skip(list, Short.toUnsignedInt(list.getShort()));
            }
        }
        return chain;
    }

    private static int size(ByteBuffer in) {
        return Byte.toUnsignedInt(in.get()) << 16 | Short.toUnsignedInt(in.getShort());
    }

    private static ByteBuffer part(ByteBuffer in, int length) {
        ByteBuffer part = in.slice(in.position(), checked(in, length));
        skip(in, length);
        return part;
    }

    private static void skip(ByteBuffer in, int length) {
        in.position(in.position() + checked(in, length));
    }

    private static int checked(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    private static boolean isTls(byte[] header, int got) {
        return header[0] >= CHANGE_CIPHER_SPEC && header[0] <= APPLICATION_DATA && (got < 2 || header[1] == 3);
    }

    private static String alert(byte code) {
        int number = Byte.toUnsignedInt(code);
        return ALERTS.getOrDefault(number, String.valueOf(number));
    }

    /** The first line of what came instead. */
    private static String quoted(byte[] header, int got, DataInputStream in) throws IOException {
        byte[] text = Arrays.copyOf(header, QUOTED);
        int more = got < HEADER ? 0 : Math.max(0, in.read(text, got, QUOTED - got));
        return new String(text, 0, got + more, StandardCharsets.US_ASCII)
                .split("[\\r\\n]", 2)[0].replaceAll("[^ -!#-~]", "?");
    }
}
