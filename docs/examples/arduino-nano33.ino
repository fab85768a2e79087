// Arduino Nano 33 BLE Sense Rev2: one packet of 16 bytes for every sample, while somebody listens.
// Libraries: ArduinoBLE, Arduino_BMI270_BMM150. Described for Surefoot in arduino-nano33.json.
#include <ArduinoBLE.h>
#include <Arduino_BMI270_BMM150.h>

struct __attribute__((packed)) Packet {
  uint32_t timeUs;
  int16_t acc[3];  // 8192 steps a g
  int16_t gyr[3];  // 16 steps a deg/s
};

BLEService service("7d3c1a00-52f4-4c1e-9f3b-2a6f0c8e4d10");
BLECharacteristic samples("7d3c1a01-52f4-4c1e-9f3b-2a6f0c8e4d10", BLENotify, sizeof(Packet), true);

int16_t steps(float value, float perUnit) {
  return (int16_t)constrain(lroundf(value * perUnit), -32768L, 32767L);
}

void setup() {
  if (!IMU.begin() || !BLE.begin()) {
    pinMode(LED_BUILTIN, OUTPUT);
    for (;;) {  // It blinks: motion sensor or radio do not answer.
      digitalWrite(LED_BUILTIN, (millis() / 250) % 2);
    }
  }
  service.addCharacteristic(samples);
  BLE.addService(service);
  BLE.setLocalName("Surefoot Nano");
  BLE.setConnectionInterval(0x0c, 0x18);  // 15 to 30 ms
  BLE.advertise();
}

void loop() {
  BLE.poll();
  // Both sensors sample together. Asking for both can lose a turn, because each question clears the other's answer.
  if (!IMU.gyroscopeAvailable()) return;
  Packet packet;
  float a[3], g[3];
  IMU.readAcceleration(a[0], a[1], a[2]);
  packet.timeUs = micros();
  IMU.readGyroscope(g[0], g[1], g[2]);
  // The library hands out axes that are left-handed (x is the chip's -y, y its -x). These are the chip's own again.
  const float acc[3] = {-a[1], -a[0], a[2]};
  const float gyr[3] = {-g[1], -g[0], g[2]};
  for (int axis = 0; axis < 3; axis++) {
    packet.acc[axis] = steps(acc[axis], 8192.0f);
    packet.gyr[axis] = steps(gyr[axis], 16.0f);
  }
  if (samples.subscribed()) samples.writeValue(&packet, sizeof packet);
}
