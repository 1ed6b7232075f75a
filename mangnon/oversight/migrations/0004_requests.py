"""Rights requests: seen where the row stands, by the province, and by those who watch."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from mangnon.access.rowsecurity import protect_by_place, protect_by_root
from mangnon.oversight.protecting import watchers_too


class Migration(migrations.Migration):
    dependencies = [('oversight', '0003_reviews'), ('places', '0003_calendar'), ('papers', '0002_protect')]
    operations = [
        migrations.CreateModel(
            name='RightsRequest',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('number', models.IntegerField()),
                ('year', models.IntegerField()),
                ('code', models.CharField(max_length=30, unique=True)),
                ('version', models.IntegerField(default=1)),
                ('kind', models.CharField(max_length=20)),
                ('kind_since', models.DateField()),
                ('channel', models.CharField(choices=[('paper', 'Đơn giấy, thư'), ('counter', 'Nói tại nơi tiếp dân'), ('portal', 'Cổng thông tin')], max_length=10)),
                ('received_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.CharField(max_length=60)),
                ('recorded_by_name', models.TextField()),
                ('requester', models.CharField(choices=[('child', 'Chính trẻ em'), ('parent', 'Cha, mẹ hoặc người giám hộ'), ('representative', 'Người đại diện khác'), ('agency', 'Cơ quan, tổ chức'), ('self', 'Chính mình (người lớn)')], max_length=16)),
                ('requester_name', models.CharField(max_length=120)),
                ('requester_contact', models.CharField(blank=True, default='', max_length=200)),
                ('identity', models.CharField(blank=True, default='', max_length=300)),
                ('subject_kind', models.CharField(blank=True, default='', max_length=60)),
                ('subject_id', models.CharField(blank=True, default='', max_length=40)),
                ('subject_name', models.CharField(max_length=120)),
                ('subject_born', models.DateField(null=True)),
                ('asked', models.TextField()),
                ('conflict', models.CharField(blank=True, default='', max_length=1000)),
                ('redirected_to', models.CharField(blank=True, default='', max_length=200)),
                ('answer_due', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('accepted', 'Chấp nhận'), ('refused', 'Từ chối')], default='', max_length=10)),
                ('answer_reason', models.TextField(blank=True, default='')),
                ('answer_law', models.CharField(blank=True, default='', max_length=300)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.UUIDField(null=True)),
                ('answered_by_name', models.TextField(blank=True, default='')),
                ('fulfil_due', models.DateTimeField()),
                ('extended_from', models.DateTimeField(null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('approved_by', models.UUIDField(null=True)),
                ('approved_by_name', models.TextField(blank=True, default='')),
                ('fulfilled_at', models.DateTimeField(null=True)),
                ('fulfilled_by', models.UUIDField(null=True)),
                ('fulfilled_by_name', models.TextField(blank=True, default='')),
                ('fulfilled_toward', models.CharField(blank=True, default='', max_length=200)),
                ('closed_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects_unguarded',
                'default_manager_name': 'objects_unguarded',
                'indexes': [
                    models.Index(fields=['place', '-id'], name='rightsrequest_place'),
                    models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['fulfil_due'], name='rightsrequest_open'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('received_at__lte', models.F('recorded_at'))), name='rightsrequest_not_from_tomorrow'),
                    models.CheckConstraint(condition=models.Q(('conflict', ''), ('fulfilled_at__isnull', True), models.Q(('redirected_to', ''), _negated=True), _connector='OR'), name='rightsrequest_conflict_redirected'),
                    models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), ('fulfilled_by__isnull', True), models.Q(('approved_by', models.F('fulfilled_by')), _negated=True), _connector='OR'), name='rightsrequest_two_people'),
                ],
            },
            managers=[
                ('objects_unguarded', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='RequestStep',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('what', models.CharField(choices=[('received', 'Nhận yêu cầu'), ('identified', 'Kiểm tra người yêu cầu'), ('flagged', 'Báo xung đột lợi ích'), ('redirected', 'Chuyển sang người đại diện khác'), ('answered', 'Trả lời'), ('extended', 'Gia hạn'), ('approved', 'Người thứ hai duyệt'), ('fulfilled', 'Thực hiện'), ('closed', 'Kết thúc'), ('moved', 'Lịch làm việc đổi hạn')], max_length=12)),
                ('by_name', models.TextField()),
                ('words', models.TextField(blank=True, default='')),
                ('late_why', models.TextField(blank=True, default='')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='oversight.rightsrequest')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['request', 'id'], name='requeststep_request'),
                ],
            },
        ),
        protect_by_place("oversight_rightsrequest"),
        watchers_too("oversight_rightsrequest"),
        protect_by_root("oversight_requeststep", root="oversight_rightsrequest", key="request_id"),
        watchers_too("oversight_requeststep"),
    ]
